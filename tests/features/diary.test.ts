import { type DiaryText, type Entry, entriesOf, type Revision, rewritten, type Version, written } from '@shared/features/pairing/diary'
import fc from 'fast-check'

type Merge = (revisions: Iterable<Revision>) => Entry[]

const text = (words: string): DiaryText => ({ day: '2026-11-24', way: 'visit', words, child: '挺好' })

const phone = fc.nat({ max: 2 })
const pick = fc.nat({ max: 9 })
/** one version is edited, or taken out, or one is chosen from all that stand */
const changing = fc.record({
  what: fc.constantFrom('edit' as const, 'edit' as const, 'remove' as const, 'choose' as const),
  phone,
  entry: pick,
  version: pick,
})
type Changing = typeof changing extends fc.Arbitrary<infer C> ? C : never
const deed = fc.oneof(
  fc.record({ what: fc.constant('write' as const), phone }),
  changing,
  /** some of what a phone has made or the cloud has arrives, in any order; some of it again */
  fc.record({ what: fc.constantFrom('send' as const, 'fetch' as const), phone, some: fc.array(pick, { maxLength: 5 }) }),
)
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never

const wordsIn = (entries: readonly Entry[]) =>
  entries.flatMap(({ versions }) => versions.flatMap((one) => (one.text ? [one.text.words] : [])))

/** Three phones and a cloud, and beside them the plain truth: which texts somebody replaced who had them before her eyes. */
function play(deeds: readonly Deed[], merge: Merge) {
  const cloud = new Map<string, Revision>()
  const phones = [0, 1, 2].map(() => new Map<string, Revision>())
  const texts = new Map<string, { words: string; replaced: boolean }>()
  let count = 0
  const keep = (at: Map<string, Revision>, make: (id: string, when: string) => Revision) => {
    count += 1
    const made = make(`r${String(count).padStart(3, '0')}`, `t${count}`)
    at.set(made.id, made)
    if (made.text) texts.set(made.id, { words: made.text.words, replaced: false })
    for (const id of made.replaces) Object.assign(texts.get(id) ?? {}, { replaced: true })
  }
  const change = (at: Map<string, Revision>, { what, entry, version }: Changing) => {
    const shown = merge(at.values())
    const chosen = shown[entry % Math.max(1, shown.length)]
    if (!chosen) return
    const one = chosen.versions[version % chosen.versions.length] as Version
    if (what === 'choose') keep(at, (id, when) => rewritten(chosen.id, chosen.versions, id, when, one.text))
    else if (what === 'remove') keep(at, (id, when) => rewritten(chosen.id, [one], id, when, null))
    else keep(at, (id, when) => rewritten(chosen.id, [one], id, when, text(`改${id}`)))
  }
  const pass = (from: Map<string, Revision>, to: Map<string, Revision>, some?: readonly number[]) => {
    const all = [...from.values()]
    for (const one of some ? some.flatMap((n) => all[n] ?? []) : all.reverse()) to.set(one.id, one)
  }
  for (const one of deeds) {
    const at = phones[one.phone] as Map<string, Revision>
    if (one.what === 'write') keep(at, (id, when) => written(id, when, text(`写${id}`)))
    else if (one.what === 'send') pass(at, cloud, one.some)
    else if (one.what === 'fetch') pass(cloud, at, one.some)
    else change(at, one as Changing)
  }
  for (const at of phones) pass(at, cloud)
  for (const at of phones) pass(cloud, at)
  return {
    seen: phones.map((at) => merge(at.values())),
    cloud: merge(cloud.values()),
    stand: [...texts.values()].filter((one) => !one.replaced),
  }
}

const agrees = (merge: Merge) =>
  fc.property(fc.array(deed, { maxLength: 40 }), (deeds) => {
    const { seen, cloud, stand } = play(deeds, merge)
    for (const one of seen) expect(one).toEqual(cloud)
    // Two phones may have chosen the same words: they stand once.
    expect([...new Set(wordsIn(cloud))].sort()).toEqual([...new Set(stand.map(({ words }) => words))].sort())
  })

/** What one would write first: the last writing is right. */
const lastWins: Merge = (revisions) => {
  const last = new Map<string, Revision>()
  for (const one of revisions) if ((last.get(one.entry)?.id ?? '') < one.id) last.set(one.entry, one)
  const standing = [...last.values()].filter((one) => one.text !== null)
  return standing.map(({ entry, id, at, text }) => ({ id: entry, versions: [{ text, revisions: [{ id, at }] }] }))
}

const anyRevisions = fc
  .array(fc.record({ entry: fc.nat({ max: 2 }), replaces: fc.uniqueArray(pick, { maxLength: 3 }), words: fc.option(pick) }), {
    maxLength: 10,
  })
  .map((some) =>
    some.map(
      ({ entry, replaces, words }, n): Revision => ({
        ...{ id: `r${n}`, entry: `e${entry}`, at: `t${n}` },
        replaces: replaces.map((other) => `r${other}`),
        text: words === null ? null : text(`${words}`),
      }),
    ),
  )

describe('a diary on several phones', () => {
  it('comes to the same whatever was sent when, and no text is lost that nobody replaced who had seen it', () => {
    fc.assert(agrees(entriesOf), { numRuns: 500 })
  })

  it('would lose texts if the last writing were right', () => {
    expect(fc.check(agrees(lastWins), { numRuns: 500, seed: 2026 }).failed).toBe(true)
  })

  it('does not depend on the order of writings, on repeats or on how they are put together, whatever they name', () => {
    fc.assert(
      fc.property(anyRevisions, fc.array(pick), fc.nat({ max: 10 }), (some, repeats, cut) => {
        const again = repeats.flatMap((n) => some[n] ?? [])
        const mixed = [...some.slice(cut), ...again, ...some.slice(0, cut)].reverse()
        expect(entriesOf(mixed)).toEqual(entriesOf(some))
      }),
    )
  })

  it('shows two versions of the same entry for a choice, and the choice replaces both', () => {
    const first = written('a', 't1', text('包粽子'))
    const [shown] = entriesOf([first]) as [Entry]
    const here = rewritten('a', shown.versions, 'b', 't2', text('包了粽子，她很开心'))
    const there = rewritten('a', shown.versions, 'c', 't3', null)
    const [both] = entriesOf([there, here, first]) as [Entry]
    expect(both.versions.map((one) => one.text?.words)).toEqual(['包了粽子，她很开心', undefined])
    const choice = rewritten('a', both.versions, 'd', 't4', both.versions[0]?.text ?? null)
    expect(wordsIn(entriesOf([choice, first, there, here]))).toEqual(['包了粽子，她很开心'])
    expect(entriesOf([first, there])).toEqual([])
  })

  it('keeps everything of a circle and of an id used twice', () => {
    const [one, two] = [written('a', 't1', text('一')), { ...written('b', 't2', text('二')), entry: 'a' }]
    expect(
      wordsIn(
        entriesOf([
          { ...one, replaces: ['b'] },
          { ...two, replaces: ['a'] },
        ]),
      ).sort(),
    ).toEqual(['一', '二'])
    expect(wordsIn(entriesOf([one, { ...one, text: text('三') }, { ...one, replaces: ['a'] }])).sort()).toEqual(['一', '三'])
  })
})
