import { refusal, unreadable } from './answer'
import type { Call } from './call'

export type Verdict = 'pass' | 'review' | 'risky'

const SCENES = { profile: 1, comment: 2, forum: 3, log: 4 }

export interface TextToCheck {
  /** of the writer, who must have used the mini-program within 2 hours */
  openid: string
  text: string
  scene: keyof typeof SCENES
}

const LONGEST = 2_500
const OVERLAP = 50
const NOT_ACTIVE = 61010

/** Pieces of at most 2,500 characters that overlap, so that no phrase is torn in two and passes. */
function pieces(text: string): string[] {
  const characters = [...text]
  const found: string[] = []
  for (let from = 0; from === 0 || from + OVERLAP < characters.length; from += LONGEST - OVERLAP) {
    found.push(characters.slice(from, from + LONGEST).join(''))
  }
  return found
}

/**
 * Whether other people may read a text (POST /wxa/msg_sec_check, version 2); the worst verdict over its pieces.
 * When the writer has been away for more than 2 hours WeChat does not judge: a person must ('review').
 * @throws AppError unreachable or tooMany: then the text waits
 */
export async function checkText(call: Call, { openid, text, scene }: TextToCheck): Promise<Verdict> {
  if (text.trim() === '') return 'pass'
  let worst: Verdict = 'pass'
  for (const content of pieces(text)) {
    const answer = await call('/wxa/msg_sec_check', { version: 2, openid, scene: SCENES[scene], content })
    if (answer.code === NOT_ACTIVE) return 'review'
    if (answer.code !== 0) throw refusal('content check', answer)
    const suggest = (answer.body.result as { suggest?: unknown } | undefined)?.suggest
    if (suggest === 'risky') return 'risky'
    if (suggest === 'review') worst = 'review'
    else if (suggest !== 'pass') throw refusal('content check', unreadable)
  }
  return worst
}
