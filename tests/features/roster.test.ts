import { type Mark, type Tick, ticksHere, ticksOf } from '@shared/features/activity/roster.merge'
import { readTicket, ticketCode, ticketText } from '@shared/features/activity/ticket'
import fc from 'fast-check'

type Merge = (marks: Iterable<Mark>) => Map<string, Tick[]>

const WOMEN = ['wang', 'chen', 'liu']
const woman = fc.constantFrom(...WOMEN)
const phone = fc.nat({ max: 2 })
const deed = fc.oneof(
  fc.record({ what: fc.constantFrom('tick' as const, 'undo' as const), phone, woman }),
  /** the first so many of its marks arrive; the answer may be lost */
  fc.record({ what: fc.constant('send' as const), phone, count: fc.nat({ max: 4 }), heard: fc.boolean() }),
  fc.record({ what: fc.constant('refresh' as const), phone }),
)
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never

const plain = (ticks: Map<string, Tick[]>) => [...ticks].sort(([a], [b]) => (a < b ? -1 : 1))

/** Three phones and a cloud, and beside them the plain truth: which ticks somebody took back who had them before her eyes. */
function play(deeds: readonly Deed[], merge: Merge) {
  const cloud = new Map<string, Mark>()
  const phones = [0, 1, 2].map(() => ({ known: new Map<string, Tick[]>(), own: [] as Mark[] }))
  const ticks: { id: string; about: string; takenBack: boolean }[] = []
  let count = 0
  const view = ({ known, own }: (typeof phones)[number]) =>
    merge === ticksOf
      ? ticksHere(
          [...known].map(([id, of]) => ({ id, ticks: of })),
          own,
        )
      : merge([...[...known].flatMap(([about, of]) => of.map((tick) => ({ ...tick, about, undoes: [] }))), ...own])
  const mark = (about: string, undoes: string[]): Mark => {
    count += 1
    return { id: `m${count}`, about, undoes, at: `t${String(count).padStart(4, '0')}` }
  }
  const send = (at: (typeof phones)[number], most: number, heard: boolean) => {
    const sent = at.own.slice(0, most)
    for (const one of sent) cloud.set(one.id, one)
    if (!heard) return
    const now = merge(cloud.values())
    for (const { about } of sent) at.known.set(about, now.get(about) ?? [])
    at.own = at.own.slice(sent.length)
  }
  const refresh = (at: (typeof phones)[number]) => {
    at.known = merge(cloud.values())
  }
  for (const one of deeds) {
    const at = phones[one.phone] as (typeof phones)[number]
    if (one.what === 'send') send(at, one.count, one.heard)
    else if (one.what === 'refresh') refresh(at)
    else {
      const before = (view(at).get(one.woman) ?? []).map(({ id }) => id)
      if ((one.what === 'undo') !== before.length > 0) continue
      const made = mark(one.woman, before)
      at.own.push(made)
      if (before.length === 0) ticks.push({ id: made.id, about: one.woman, takenBack: false })
      for (const tick of ticks) tick.takenBack ||= before.includes(tick.id)
    }
  }
  for (const at of phones) send(at, at.own.length, true)
  for (const at of phones) refresh(at)
  const came = new Set(ticks.filter((tick) => !tick.takenBack).map(({ about }) => about))
  return { seen: phones.map((at) => plain(view(at))), cloud: plain(merge(cloud.values())), came: [...came].sort() }
}

const agrees = (merge: Merge) =>
  fc.property(fc.array(deed, { maxLength: 40 }), (deeds) => {
    const { seen, cloud, came } = play(deeds, merge)
    for (const one of seen) expect(one).toEqual(cloud)
    expect(cloud.map(([about]) => about)).toEqual(came)
  })

/** What one would write first: the last one to tap is right. */
const lastWins: Merge = (marks) => {
  const last = new Map<string, Mark>()
  for (const mark of marks) if ((last.get(mark.about)?.at ?? '') < mark.at) last.set(mark.about, mark)
  return new Map([...last].filter(([, { undoes }]) => undoes.length === 0).map(([about, { id, at }]) => [about, [{ id, at }]]))
}

const marks = fc
  .array(fc.record({ about: woman, undoes: fc.uniqueArray(fc.nat({ max: 9 }), { maxLength: 2 }), at: fc.nat({ max: 9 }) }), {
    maxLength: 10,
  })
  .map((some) => some.map((one, n) => ({ id: `m${n}`, about: one.about, undoes: one.undoes.map((u) => `m${u}`), at: `t${one.at}` })))

describe('rosters on several phones', () => {
  it('come to the same whatever was sent when, and no tick is lost that nobody took back after seeing it', () => {
    fc.assert(agrees(ticksOf), { numRuns: 500 })
  })

  it('would lose ticks if the last one to tap were right', () => {
    expect(fc.check(agrees(lastWins), { numRuns: 500, seed: 2026 }).failed).toBe(true)
  })

  it('do not depend on the order of marks, on repeats or on how they are put together', () => {
    fc.assert(
      fc.property(marks, fc.array(fc.nat({ max: 9 })), fc.nat({ max: 10 }), (some, repeats, cut) => {
        const again = repeats.flatMap((n) => some[n] ?? [])
        const mixed = [...some.slice(cut), ...again, ...some.slice(0, cut)].reverse()
        expect(plain(ticksOf(mixed))).toEqual(plain(ticksOf(some)))
      }),
    )
  })
})

describe('a ticket', () => {
  const application = '01ARZ3NDEKTSV4RRFFQ69G5FAV'
  const code = ticketCode([0, 1, 2, 22, 23, 100, 254, 255])

  it('is read as it was written, in characters that can be read out', () => {
    expect(code).toMatch(/^[2-9A-Z]{8}$/)
    expect(readTicket(` ${ticketText({ application, code })}\n`)).toEqual({ application, code })
  })

  it.each(['', 'https://example.com', application, `JG.${application}`, `JG.${application}.OOOOOOOO`, `JG.${application}.${code}2`])(
    'is not found in %j',
    (text) => expect(readTicket(text)).toBeUndefined(),
  )
})
