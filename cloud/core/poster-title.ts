import type { Letters } from './paper-fonts'

/** The title of a poster as large as it fits in three lines of `width` points. */
export function posterTitle(letters: Letters, title: string, width: number): { lines: string[]; size: number } {
  for (const size of [64, 56, 48, 42]) {
    const lines = letters.balanced(title, size, width - 20, true)
    if (lines.length <= (size >= 56 ? 2 : 3)) return { lines, size }
  }
  return { lines: letters.balanced(title, 36, width, true), size: 36 }
}

/** An opening quotation mark stands in the right half of its square: the line begins so many points further left, where the words do. */
export const hanging = (words: string, size: number): number => (/^[“‘《「（【]/.test(words) ? size / 2 : 0)
