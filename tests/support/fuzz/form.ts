import type { Dice } from './dice'
import { TEXTS } from './hostile'

export const BOUNDARY = 'fuzzfuzzfuzz'
const part = (name: string, data: Buffer, more = '; filename="a.jpg"'): Buffer =>
  Buffer.concat([Buffer.from(`--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"${more}\r\n\r\n`), data, Buffer.from('\r\n')])
const end = Buffer.from(`--${BOUNDARY}--\r\n`)

/** A form with a picture in it, whole or spoiled. */
export function formOf(dice: Dice, picture: Buffer, spoiled: boolean): Buffer {
  const whole = Buffer.concat([part('file', picture), end])
  if (!spoiled) return whole
  return dice.pick<() => Buffer>([
    () => whole.subarray(0, dice.below(whole.length)),
    () => Buffer.concat([part('file', picture)]),
    () => Buffer.concat([part('file', picture), part('file', picture), end]),
    () => Buffer.concat([part('other', Buffer.from('x'), ''), end]),
    () => Buffer.concat([part('__proto__', picture), end]),
    () => Buffer.concat([part('file', Buffer.alloc(0)), end]),
    () => Buffer.concat([part('file', picture.subarray(0, dice.below(picture.length))), end]),
    () => Buffer.concat([part('file', Buffer.from(dice.pick(TEXTS))), end]),
    () => Buffer.concat([part('file', picture, '; filename="../../a\u0000.jpg"; filename*=UTF-8\'\'%E0%A4%A'), end]),
    () => Buffer.concat([part('x'.repeat(20_000), picture), end]),
    () =>
      Buffer.concat([...Array.from({ length: 20 }, () => part('field', Buffer.from('y'.repeat(2_000)), '')), part('file', picture), end]),
    () => Buffer.from(`--${BOUNDARY}\r\n\r\n\r\n--${BOUNDARY}`),
    () => Buffer.from(`--${BOUNDARY}\r\ncontent-disposition\u0000: form-data\r\n\r\nx\r\n--${BOUNDARY}--`),
    () => end,
    () => Buffer.alloc(0),
  ])()
}
