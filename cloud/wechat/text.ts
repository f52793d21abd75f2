const characters = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** One line without control characters, halves of characters or text-direction tricks; empty when nothing of it could be seen. */
export function clean(text: string): string {
  const line = text
    .replace(/\p{Cs}/gu, '')
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .replace(/(?!\u200d)\p{Cf}/gu, '')
    .trim()
  return /[\p{L}\p{N}\p{P}\p{S}\p{Co}]/u.test(line) ? line : ''
}

/** At most `limit` code points; what is longer ends with `…`, and a picture of several code points is kept or left out whole. */
export function cut(text: string, limit: number): string {
  if ([...text].length <= limit) return text
  let kept = ''
  let room = limit - 1
  for (const { segment } of characters.segment(text)) {
    room -= [...segment].length
    if (room < 0) break
    kept += segment
  }
  return `${kept}…`
}
