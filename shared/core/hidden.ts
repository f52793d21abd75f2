// Control characters (except the line break), zero-width marks, letters that are drawn as nothing, marks that turn the direction of
// writing, half surrogate pairs: with them a name can look like another one, or is no text at all. The joiner U+200D stays: emoji are made with it.
const RANGES: readonly (readonly [number, number])[] = [
  [0x00, 0x09],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180e],
  [0x200b, 0x200c],
  [0x200e, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x2800, 0x2800],
  [0x3164, 0x3164],
  [0xd800, 0xdfff],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffb],
]

/** Whether a text holds characters that a reader cannot see. */
export const hasHidden = (text: string): boolean =>
  [...text].some((c) => {
    const code = c.codePointAt(0) as number
    return RANGES.some(([from, to]) => code >= from && code <= to)
  })
