/** One tap on the button: when it was sent and answered (ms of one clock), and what came back. */
export interface Tap {
  woman: number
  asked: number
  answered: number
  status: number
  /** the case that the answer shows or points to */
  id: string | undefined
}

/** A place as the database has it. */
export interface Place {
  woman: number
  id: string
  standing: string
  queueNo: number
}

/** What must come out of a crowd before seats: nothing, or what went wrong, in words. */
export function faultsOf({ women, seats }: { women: number; seats: number }, taps: readonly Tap[], places: readonly Place[]): string[] {
  const faults: string[] = []
  const expect = (holds: boolean, what: string) => {
    if (!holds) faults.push(what)
  }
  const seated = places.filter(({ standing }) => standing === 'seated')
  const queue = places.filter(({ standing }) => standing === 'waiting').sort((a, b) => a.queueNo - b.queueNo)
  expect(seated.length === seats, `坐上 ${seated.length} 人，应为 ${seats} 人`)
  expect(queue.length === women - seats, `候补 ${queue.length} 人，应为 ${women - seats} 人`)
  expect(
    queue.every(({ queueNo }, n) => queueNo === n + 1),
    `候补的号不是 1 到 ${women - seats} 连着的`,
  )
  expect(new Set(places.map(({ woman }) => woman)).size === places.length, '有人占了两个位置')
  const lost = taps.filter(({ woman, id, status }) => status === 201 && !places.some((place) => place.id === id && place.woman === woman))
  expect(lost.length === 0, `${lost.length} 个回答和库里的不一样`)
  const early = overtaken(taps, places)
  expect(early.length === 0, `${early.length} 人后来却排到了前面`)
  return faults
}

/** Answers that nobody should get: a second tap may only be shown, or refused with, her own case. */
export function errorsOf(taps: readonly Tap[], places: readonly Place[]): Tap[] {
  const own = new Map(places.map(({ woman, id }) => [woman, id]))
  return taps.filter(({ woman, status, id }) => !((status === 201 || status === 409) && id !== undefined && id === own.get(woman)))
}

/**
 * Who asked after somebody else had been answered, and yet stands before her. All who sit stand first together.
 * One sweep by time: of those who were answered before she asked, only the last in line matters.
 */
export function overtaken(taps: readonly Tap[], places: readonly Place[]): number[] {
  const rank = new Map(places.map(({ woman, standing, queueNo }) => [woman, standing === 'seated' ? 0 : queueNo]))
  const first = new Map<number, { asked: number; answered: number }>()
  for (const { woman, asked, answered, status } of taps) {
    if (status !== 201) continue
    const known = first.get(woman)
    first.set(woman, { asked: Math.min(asked, known?.asked ?? asked), answered: Math.min(answered, known?.answered ?? answered) })
  }
  const times = [...first].map(([woman, time]) => ({ woman, rank: rank.get(woman) ?? 0, ...time }))
  const byAnswer = [...times].sort((a, b) => a.answered - b.answered)
  const wrong: number[] = []
  let [seen, last] = [0, 0]
  for (const { woman, rank: own, asked } of times.sort((a, b) => a.asked - b.asked)) {
    for (let next = byAnswer[seen]; next && next.answered < asked; next = byAnswer[++seen]) last = Math.max(last, next.rank)
    if (own < last) wrong.push(woman)
  }
  return wrong
}

/** How many asked only after somebody else had been answered: for them the order above means something. */
export const latecomers = (taps: readonly Tap[]): number => {
  const firstAnswer = Math.min(...taps.map(({ answered }) => answered))
  return new Set(taps.filter(({ asked, status }) => status === 201 && asked > firstAnswer).map(({ woman }) => woman)).size
}
