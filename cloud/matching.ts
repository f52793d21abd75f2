import path from 'node:path'
import type { Proposal } from '@shared/features/pairing/proposal'
import { answerOf, startChild } from './core/child'
import type { ProposalAsked } from './matching.process'

/** The program, beside this file in the sources and beside the server in the bundle. */
const PROCESS = __filename.endsWith('.ts') ? 'matching.process.ts' : 'matching.process.js'
const LONGEST_MS = 30_000

/** Works out one proposal in a process that lives only for it. @throws Error when it failed or took too long: a defect */
export async function propose(asked: ProposalAsked, file = path.join(__dirname, PROCESS)): Promise<Proposal> {
  const child = startChild(file)
  const answer = await answerOf<{ done: Proposal }>(child, asked, LONGEST_MS)
  child.kill('SIGKILL')
  if ('done' in answer) return answer.done
  throw new Error(`no proposal was made: ${answer.failed}`)
}
