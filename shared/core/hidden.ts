// Control characters (except the line break), zero-width marks, letters that are drawn as nothing, marks that turn the direction of
// writing, tags, half surrogate pairs and what is no character: with them a name can look like another one, or is no text at all.
// Variation selectors stay: they choose the form of a character in a name.
const RANGES: readonly (readonly [number, number])[] = [
  [0x00, 0x09],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200c],
  [0x200e, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x2800, 0x2800],
  [0x3164, 0x3164],
  [0xd800, 0xdfff],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xffff],
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
  [0xe0000, 0xe00ff],
  [0xe01f0, 0xe0fff],
]

const JOINER = 0x200d
/** Symbols and emoji, and what chooses their form. */
const PICTURES: typeof RANGES = [
  [0x2190, 0x2bff],
  [0xfe0f, 0xfe0f],
  [0x1f000, 0x1faff],
]

const isIn = (ranges: typeof RANGES, code: number): boolean => ranges.some(([from, to]) => code >= from && code <= to)

/** Whether a text holds characters that a reader cannot see. The joiner U+200D may only stand between emoji, which are made with it. */
export function hasHidden(text: string): boolean {
  const codes = [...text].map((c) => c.codePointAt(0) as number)
  const joins = (i: number) => [codes[i - 1], codes[i + 1]].every((code) => code !== undefined && isIn(PICTURES, code))
  return codes.some((code, i) => (code === JOINER ? !joins(i) : isIn(RANGES, code)))
}
