/** Words for the person at the keyboard go to stderr: stdout holds the result only. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
