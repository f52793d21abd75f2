import { readFile } from 'node:fs/promises'
import type { Font } from 'fontkit'
import * as fontkit from 'fontkit'
import type { FontFiles } from './font-files'
import { balanceLines, breakLines } from './line-breaks'

/** One weight, open: the file as it lies there, and which of its faces is the Chinese one. */
export interface Face {
  data: Buffer
  name: string | undefined
  font: Font
}

/** Of a collection the face with the shapes of mainland China. */
async function openFace(file: string): Promise<Face> {
  const data = await readFile(file)
  const opened = fontkit.create(data)
  if (!('fonts' in opened)) return { data, name: undefined, font: opened }
  const font = opened.fonts.find(({ postscriptName }) => /sc[-\d]|SC|Hans|GB/.test(postscriptName)) ?? (opened.fonts[0] as Font)
  return { data, name: font.postscriptName, font }
}

export interface Faces {
  regular: Face
  bold: Face
}

/** @throws Error when a file is no font */
export const openFaces = async ({ regular, bold }: FontFiles): Promise<Faces> => ({
  regular: await openFace(regular),
  bold: await openFace(bold),
})

/** Lengths are points. */
export interface Letters {
  width(words: string, size: number, bold?: boolean): number
  /** lines of at most `width` */
  lines(words: string, size: number, width: number, bold?: boolean): string[]
  /** as many lines, equally long */
  balanced(words: string, size: number, width: number, bold?: boolean): string[]
  /** the characters for which there is no picture in the font */
  lacking(words: string): string[]
}

/** Measures by these fonts; a character is looked up once. */
export function lettersOf({ regular, bold }: Faces): Letters {
  const widths = new Map<string, number>()
  const widthOf = (heavy: boolean | undefined, character: string): number => {
    const key = `${heavy ? 'b' : 'r'}${character}`
    const { font } = heavy ? bold : regular
    const known = widths.get(key) ?? font.glyphForCodePoint(character.codePointAt(0) as number).advanceWidth / font.unitsPerEm
    widths.set(key, known)
    return known
  }
  const width: Letters['width'] = (words, size, heavy) => [...words].reduce((sum, one) => sum + widthOf(heavy, one), 0) * size
  const by = (size: number, heavy?: boolean) => (words: string) => width(words, size, heavy)
  return {
    width,
    lines: (words, size, most, heavy) => breakLines(words, most, by(size, heavy)),
    balanced: (words, size, most, heavy) => balanceLines(words, most, by(size, heavy)),
    lacking: (words) =>
      [...new Set(words)].filter((one) => one !== '\n' && !regular.font.hasGlyphForCodePoint(one.codePointAt(0) as number)),
  }
}
