import { say } from '../../support/say'

export interface Proof<Run> {
  runs: Run[]
  ok: boolean
}

/** Prints the result, as JSON alone or as a table, and sets the exit code. */
export function finish<Run extends object>(proof: Proof<Run>, json: boolean): void {
  if (json) console.log(JSON.stringify(proof))
  else console.table(proof.runs)
  say(proof.ok ? '\n证明成立：有保护的每次都守住了，去掉保护的每次都出了该出的错。' : '\n证明不成立，见上面的原因。')
  process.exitCode = proof.ok ? 0 : 1
}

/** Runs a proof to its end; what stops it is shown and counts as not proven, whatever is still open. */
export async function prove(program: () => Promise<void>): Promise<void> {
  try {
    await program()
  } catch (error) {
    say(`\n证明没有做完：${(error as Error)?.stack ?? String(error)}`)
    process.exit(1)
  }
}
