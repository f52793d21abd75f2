/**
 * Receipt numbers (受理编号) that can be read out over a bad telephone line: no vowels, nothing that looks like something else
 * (of 0 O, 1 I L, 2 Z, 5 S, 6 G, 8 B and U V at most one is left). 23 characters, a prime: one wrong character and two swapped neighbours are always found.
 */
export const RECEIPT_ALPHABET = '2346789CDFHJKMNPQRTVWXY'
const LENGTH = 8

function checkCharacter(body: string): string {
  let sum = 0
  for (let i = 0; i < body.length; i++) sum += (i + 1) * RECEIPT_ALPHABET.indexOf(body[i] as string)
  return RECEIPT_ALPHABET[sum % RECEIPT_ALPHABET.length] as string
}

const written = (body: string): string => `${body.slice(0, 4)}-${body.slice(4)}-${checkCharacter(body)}`

/** Makes a number like `DK7Q-4H2M-9` from eight random whole numbers. */
export function receiptNumber(random: ArrayLike<number>): string {
  if (random.length < LENGTH) throw new RangeError(`${LENGTH} random numbers are needed`)
  const body = Array.from({ length: LENGTH }, (_, i) => RECEIPT_ALPHABET[(random[i] as number) % RECEIPT_ALPHABET.length]).join('')
  return written(body)
}

/** A typed number as it is written (case, spaces and dashes are forgiven); undefined when it cannot be right. */
export function readReceipt(typed: string): string | undefined {
  const plain = typed.toUpperCase().replace(/[\s-]/g, '')
  const body = plain.slice(0, LENGTH)
  if (plain.length !== LENGTH + 1 || [...plain].some((c) => !RECEIPT_ALPHABET.includes(c))) return undefined
  return checkCharacter(body) === plain[LENGTH] ? written(body) : undefined
}
