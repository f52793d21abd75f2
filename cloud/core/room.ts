import { AppError } from '@shared/core/errors'

/** How much of the memory pictures on their way may take. */
export interface RoomSettings {
  /** bytes of all requests together */
  bytes: number
  /** of one account at once; her others wait their turn, for a phone sends all that were chosen at once */
  each: number
  /** how many of hers may wait */
  waiting: number
  /** who has been sending longer than so many ms makes way when the room is full: a few who hardly send must not keep everybody out */
  slowMs: number
}

export const USUAL_ROOM: RoomSettings = { bytes: 64 * 1024 * 1024, each: 2, waiting: 9, slowMs: 20_000 }
const RETRY_SECONDS = 10

export interface Room {
  /**
   * Does the work once there is room for it. `cut` breaks it off while its bytes are still coming, and says whether they were.
   * @throws AppError busy or tooMany when there is none; whatever the work throws
   */
  inside<T>(account: string, bytes: number, work: () => Promise<T>, cut?: () => boolean): Promise<T>
}

interface Guest {
  bytes: number
  since: number
  cut: () => boolean
}

interface Hers {
  inside: number
  line: (() => void)[]
}

/** Room for pictures: what they take is reserved before a byte of them is read. */
export function roomOf({ bytes: most, each, waiting, slowMs }: RoomSettings): Room {
  const guests = new Set<Guest>()
  const taken = () => [...guests].reduce((sum, { bytes }) => sum + bytes, 0)
  /** The longest inside stand first. */
  const makeWay = (needed: number): void => {
    for (const guest of guests) {
      if (taken() + needed <= most || performance.now() - guest.since < slowMs) return
      if (guest.cut()) guests.delete(guest)
    }
  }
  const accounts = new Map<string, Hers>()
  const turn = async (account: string): Promise<Hers> => {
    const hers = accounts.get(account) ?? { inside: 0, line: [] }
    accounts.set(account, hers)
    if (hers.inside < each) hers.inside += 1
    else if (hers.line.length < waiting) await new Promise<void>((go) => hers.line.push(go))
    else throw new AppError('tooMany', '您有照片正在传，请等它们传完再传', { retryAfter: RETRY_SECONDS })
    return hers
  }
  const pass = (account: string, hers: Hers): void => {
    // The next of hers takes the place over, so that nobody slips in between.
    const next = hers.line.shift()
    if (next) next()
    else hers.inside -= 1
    if (hers.inside === 0) accounts.delete(account)
  }
  return {
    inside: async (account, bytes, work, cut = () => false) => {
      const hers = await turn(account)
      const guest: Guest = { bytes, since: performance.now(), cut }
      try {
        makeWay(bytes)
        if (taken() + bytes > most) throw new AppError('busy', '现在传照片的人多，请过一会儿再传', { retryAfter: RETRY_SECONDS })
        guests.add(guest)
        return await work()
      } finally {
        guests.delete(guest)
        pass(account, hers)
      }
    },
  }
}
