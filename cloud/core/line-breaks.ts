/** Chinese lines may break anywhere except inside a word or a number, before what closes and after what opens. */
const NEVER_FIRST = /^[，。、；：！？）》」』”’…—·~%℃]/u
const NEVER_LAST = /[（《「『“‘]$/u
const PIECE = /[\dA-Za-z][\dA-Za-z.,:/%_-]*|\s|./gsu

type WidthOf = (words: string) => number
const wordsOf = new Intl.Segmenter('zh', { granularity: 'word' })
const byCharacter = (words: string): string[] => words.match(PIECE) ?? []
const byWord = (words: string): string[] => [...wordsOf.segment(words)].map(({ segment }) => segment)

/** A line's pieces, none of which may be torn. */
function piecesOf(split: readonly string[]): string[] {
  const pieces: string[] = []
  for (const piece of split) {
    const before = pieces.at(-1)
    if (before !== undefined && (NEVER_FIRST.test(piece) || NEVER_LAST.test(before))) pieces[pieces.length - 1] = before + piece
    else pieces.push(piece)
  }
  return pieces
}

/** What is wider than the line by itself is torn after all. */
const torn = (piece: string, width: number, widthOf: WidthOf): string[] => (widthOf(piece) > width ? [...piece] : [piece])

function broken(words: string, width: number, widthOf: WidthOf, split: (words: string) => string[]): string[] {
  return words.split('\n').flatMap((paragraph) => {
    const lines: string[] = []
    let line = ''
    for (const piece of piecesOf(split(paragraph)).flatMap((one) => torn(one, width, widthOf))) {
      if (line !== '' && widthOf(line + piece.trimEnd()) > width) {
        lines.push(line.trimEnd())
        line = piece.trimStart()
      } else line += piece
    }
    return [...lines, line.trimEnd()]
  })
}

/** Lines of at most `width`, in the unit of `widthOf`. A line break in the words stays one. */
export const breakLines = (words: string, width: number, widthOf: WidthOf): string[] => broken(words, width, widthOf, byCharacter)

/** For titles: as few lines as can be, equally long, and no word torn where that costs no line more. */
export function balanceLines(words: string, width: number, widthOf: WidthOf): string[] {
  const count = breakLines(words, width, widthOf).length
  const split = broken(words, width, widthOf, byWord).length === count ? byWord : byCharacter
  let [narrow, wide] = [width / count / 2, width]
  for (let n = 0; n < 10; n++) {
    const middle = (narrow + wide) / 2
    if (broken(words, middle, widthOf, split).length > count) narrow = middle
    else wide = middle
  }
  return broken(words, wide, widthOf, split)
}
