/**
 * One tap on a roster, made on a phone and never changed. A tick takes nothing back; a mark that undoes names the very ticks that its
 * phone had seen. So a tick that nobody has taken back after seeing it stays, whatever other phones do without signal meanwhile, and
 * marks may come in any order, twice, or a few at a time: what counts is which there are.
 */
export interface Mark {
  /** made on the phone, 26 characters */
  id: string
  /** the enrolment, or the mark that added a woman who had not enrolled */
  about: string
  /** ids of the ticks that it takes back; a tick has none */
  undoes: readonly string[]
  /** when by the phone's clock, UTC ISO text: it is shown and decides nothing */
  at: string
}

/** A tick that stands. */
export type Tick = Pick<Mark, 'id' | 'at'>

const byTime = (a: Tick, b: Tick): number => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1)

/** Person → the ticks of hers that stand, the earliest first. Who has none is not in it. */
export function ticksOf(marks: Iterable<Mark>): Map<string, Tick[]> {
  const once = new Map<string, Mark>()
  const undone = new Set<string>()
  for (const mark of marks) {
    once.set(mark.id, mark)
    for (const id of mark.undoes) undone.add(`${mark.about} ${id}`)
  }
  const standing = new Map<string, Tick[]>()
  for (const { id, about, undoes, at } of once.values()) {
    if (undoes.length > 0 || undone.has(`${about} ${id}`)) continue
    standing.set(about, [...(standing.get(about) ?? []), { id, at }])
  }
  for (const ticks of standing.values()) ticks.sort(byTime)
  return standing
}

/** Person → her ticks as one phone sees them: what the cloud said last, and the phone's own marks that the cloud may not have yet. */
export const ticksHere = (known: Iterable<{ id: string; ticks: readonly Tick[] }>, own: readonly Mark[]): Map<string, Tick[]> =>
  ticksOf([...[...known].flatMap(({ id, ticks }) => ticks.map((tick) => ({ ...tick, about: id, undoes: [] }))), ...own])
