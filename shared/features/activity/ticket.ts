import { RECEIPT_ALPHABET } from '../../core/receipt'

/** What a woman shows at the door: whose enrolment it is, and a code that only the cloud can make. */
export interface Ticket {
  application: string
  code: string
}

const LENGTH = 8
const TICKET = new RegExp(`^JG\\.([0-9A-Za-z]{26})\\.([${RECEIPT_ALPHABET}]{${LENGTH}})$`)

/** The code of a ticket from the bytes of a keyed hash: characters that can be read out. */
export function ticketCode(bytes: ArrayLike<number>): string {
  if (bytes.length < LENGTH) throw new RangeError(`${LENGTH} bytes are needed`)
  return Array.from({ length: LENGTH }, (_, i) => RECEIPT_ALPHABET[(bytes[i] as number) % RECEIPT_ALPHABET.length]).join('')
}

/** `JG.<enrolment>.<code>`: all of it in the characters that a QR code packs closest. */
export const ticketText = ({ application, code }: Ticket): string => `JG.${application}.${code}`

/** Reads what was scanned; undefined when it is no ticket at all. Whether the code is right is for the roster to say. */
export function readTicket(text: string): Ticket | undefined {
  const [, application, code] = TICKET.exec(text.trim()) ?? []
  return application && code ? { application, code } : undefined
}
