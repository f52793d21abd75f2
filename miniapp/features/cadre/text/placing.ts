import { pictureIn, pictureLine } from '@shared/features/campaign/picture-line'

const partsOf = (body: string): string[] => body.split(/\n[ \t]*\n/).filter((part) => part.trim() !== '')

/** How many paragraphs a body has. */
export const countParts = (body: string): number => partsOf(body).length

/** A body with a picture behind so many of its paragraphs. */
export function withPicture(body: string, picture: { id: string; alt: string; caption: string }, behind: number): string {
  const parts = partsOf(body)
  parts.splice(Math.max(0, behind), 0, pictureLine(picture))
  return parts.join('\n\n')
}

/** A body without a picture, wherever it stands in it. */
export const withoutPicture = (body: string, id: string): string =>
  partsOf(body)
    .filter((part) => pictureIn(part)?.id !== id)
    .join('\n\n')
