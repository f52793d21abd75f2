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

export interface MediaToCheck {
  /** of the writer, who must have used the mini-program within 2 hours */
  openid: string
  /** where WeChat fetches it */
  url: string
  sort: 'picture' | 'recording'
}

const MEDIA_TYPES = { recording: 1, picture: 2 }

/**
 * Asks whether other people may see a picture or hear a recording (POST /wxa/media_check_async, version 2). The answer is pushed to the
 * callback within half an hour, under the trace that is returned.
 * @throws AppError unreachable or tooMany
 */
export async function askAboutMedia(call: Call, { openid, url, sort }: MediaToCheck): Promise<string> {
  const asked = { version: 2, openid, scene: SCENES.comment, media_url: url, media_type: MEDIA_TYPES[sort] }
  const answer = await call('/wxa/media_check_async', asked)
  if (answer.code !== 0) throw refusal('media check', answer)
  const { trace_id: trace } = answer.body
  if (typeof trace !== 'string' || trace === '' || trace.length > 64) throw refusal('media check', unreadable)
  return trace
}

/** What WeChat pushed about something it was asked about; undefined when the message is about something else. */
export function mediaAnswer({ event, message }: { event: string; message: Record<string, unknown> }) {
  if (event !== 'wxa_media_check' || typeof message.trace_id !== 'string') return undefined
  const { suggest } = (message.result ?? {}) as { suggest?: unknown }
  const known: Verdict | undefined = suggest === 'pass' || suggest === 'risky' ? suggest : undefined
  // What it could not fetch or judge is left to persons, as is what it doubts.
  return { trace: message.trace_id, verdict: known ?? ('review' as const) }
}
