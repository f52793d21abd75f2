import { recordingOf } from '../../cloud/core/recording'
import { aac, m4a, mp3, noRecordings } from '../support/recordings'

describe('a recording that somebody sends', () => {
  it('is judged by its content, and keeps nothing but its sound', () => {
    for (const [ending, sent] of [
      ['mp3', mp3(5)],
      ['aac', aac(5)],
      ['m4a', m4a(5)],
    ] as const) {
      const { data, ...told } = recordingOf(sent)
      expect(told).toEqual({ ending, seconds: 5 })
      expect(data.includes('SecretSinger')).toBe(false)
      // What was cleaned is still one, and cleaning it again changes nothing.
      expect(recordingOf(data).data.equals(data)).toBe(true)
    }
    // The measure finds what it looks for.
    expect([mp3(), m4a()].every((sent) => sent.includes('SecretSinger'))).toBe(true)
  })

  it.each(noRecordings())('is refused when it is %s', (_, sent) => {
    expect(() => recordingOf(sent)).toThrow('这不是能播放的录音，请用 mp3、m4a 或 aac')
  })

  it('is refused beyond three minutes, with how long it is', () => {
    expect(recordingOf(mp3(180)).seconds).toBe(180)
    expect(() => recordingOf(m4a(252))).toThrow('这一段有4分12秒')
  })
})
