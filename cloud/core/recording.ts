import { AppError, invalid } from '@shared/core/errors'
import { LONGEST_RECORDING, sayLength } from '@shared/core/recording'
import { mp4Sound } from './mp4-audio'
import { aacSound, mp3Sound } from './mpeg-audio'

interface Recording {
  data: Buffer
  /** whole ones, at least 1 */
  seconds: number
  ending: 'mp3' | 'm4a' | 'aac'
}

const SORTS = [
  ['m4a', mp4Sound],
  ['aac', aacSound],
  ['mp3', mp3Sound],
] as const

/**
 * Makes of what was sent a recording that says nothing but its sound: judged by its content, without tags.
 * @throws AppError wrongType when it is none, invalidInput when it is too long
 */
export function recordingOf(sent: Buffer): Recording {
  for (const [ending, read] of SORTS) {
    const sound = read(sent)
    if (!sound) continue
    const seconds = Math.max(1, Math.round(sound.seconds))
    if (seconds > LONGEST_RECORDING) invalid({ file: `录音最长${sayLength(LONGEST_RECORDING)}，这一段有${sayLength(seconds)}，请剪短再传` })
    return { data: sound.data, seconds, ending }
  }
  throw new AppError('wrongType', '这不是能播放的录音，请用 mp3、m4a 或 aac')
}
