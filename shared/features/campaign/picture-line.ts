import { ID } from '../../core/names'

/** A picture in a text's Markdown: a line of its own that says it for who cannot see it, which one it is, and what stands below it. */
interface NamedPicture {
  id: string
  alt: string
  caption: string
}

const LINE = /^!\[([^[\]\n]*)\]\(pic:(\w{1,26})(?: "([^"\n]*)")?\)$/
/** Anything that was meant as one. */
const MEANT = /\]\(\s*<?pic:/i

/** `![words](pic:ID "source")`; undefined when a paragraph is anything else. */
export function pictureIn(paragraph: string): NamedPicture | undefined {
  const [, alt, id, caption = ''] = LINE.exec(paragraph.trim()) ?? []
  return alt === undefined || id === undefined || !ID.test(id) ? undefined : { id, alt: alt.trim(), caption: caption.trim() }
}

/** The pictures that a text names, in order, and how many more were meant but cannot be read as one. */
export function picturesIn(markdown: string): { pictures: NamedPicture[]; broken: number } {
  const paragraphs = markdown.split(/\n[ \t]*\n/)
  const pictures = paragraphs.flatMap((one) => pictureIn(one) ?? [])
  return { pictures, broken: paragraphs.filter((one) => MEANT.test(one) && !pictureIn(one)).length }
}

/** The line for a picture; what would end its words early is left out. */
export const pictureLine = ({ id, alt, caption }: NamedPicture): string =>
  `![${alt.replace(/[[\]\n]/g, '')}](pic:${id}${caption === '' ? '' : ` "${caption.replace(/["\n]/g, '')}"`})`
