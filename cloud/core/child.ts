import { type ChildProcess, fork } from 'node:child_process'

/** What went wrong in a process of ours, for the log. */
export interface Failed {
  failed: string
}

/** Blocks of a megabyte go back to the system when they are freed: a font is 20 of them. */
const ENV = { MALLOC_MMAP_THRESHOLD_: '1000000' }

/** A process of ours beside the server, which it outlives never: it is told no key, and has nothing of the server's environment. */
export function startChild(file: string): ChildProcess {
  const env = { ...ENV, ...(process.env.PATH ? { PATH: process.env.PATH } : {}) }
  return fork(file, {
    serialization: 'advanced',
    execArgv: file.endsWith('.ts') ? ['--import', 'tsx'] : [],
    env,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
}

/** One answer of a process; one that died or took too long is ended. */
export function answerOf<Answer>(child: ChildProcess, message: object, longestMs: number): Promise<Answer | Failed> {
  return new Promise((resolve) => {
    const finish = (answer: Answer | Failed) => {
      clearTimeout(timer)
      child.removeAllListeners()
      resolve(answer)
    }
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      finish({ failed: 'it took too long' })
    }, longestMs)
    child.once('message', (answer) => finish(answer as Answer))
    child.once('exit', (code) => finish({ failed: `it ended with ${code}` }))
    child.once('error', (error) => finish({ failed: error.message }))
    child.send(message, (error) => error && finish({ failed: error.message }))
  })
}
