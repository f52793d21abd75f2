const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 26 characters: the time, so that what one phone makes stands in order, and chance. */
export const newId = (): string => {
  const chance = Array.from({ length: 17 }, () => ALPHABET[Math.floor(Math.random() * ALPHABET.length)]).join('')
  return `${Date.now().toString(36).toUpperCase().padStart(9, '0')}${chance}`
}
