import { atChina } from '@shared/core/time'
import type { Version } from '@shared/features/pairing/diary'
import fc from 'fast-check'
import type { Api } from '../support/api'
import { type Cloud, onBothEngines } from '../support/cloud'
import { visit } from '../support/diaries'
import { type DiaryPhone, diaryPhone, lastWins, type Signal } from '../support/diary-phones'
import { paired, pairHouse } from '../support/pairings'

const TODAY = '2026-11-23'
const RUNS = 15
const SEED = 20_261_130

const phone = fc.nat({ max: 1 })
const pick = fc.nat({ max: 9 })
const deed = fc.oneof(
  fc.record({ what: fc.constant('write' as const), phone }),
  fc.record({
    what: fc.constantFrom('edit' as const, 'edit' as const, 'remove' as const, 'choose' as const),
    phone,
    entry: pick,
    version: pick,
  }),
  fc.record({ what: fc.constantFrom('sync' as const, 'sync' as const, 'cut' as const, 'lost' as const, 'restart' as const), phone }),
)
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never
const SIGNALS: Readonly<Record<string, Signal>> = { sync: 'ok', cut: 'none', lost: 'answerLost' }

const wordsIn = (of: DiaryPhone): string[] =>
  of.seen().flatMap(({ versions }) => versions.flatMap(({ text }) => (text ? [text.words] : [])))

/** What somebody wrote, and whether anybody replaced it who had it before her eyes: the plain truth beside the phones. */
function truth() {
  const texts = new Map<string, { words: string; replaced: boolean }>()
  return {
    wrote: ({ id, replaces, text }: { id: string; replaces: readonly string[]; text: { words: string } | null }) => {
      if (text) texts.set(id, { words: text.words, replaced: false })
      for (const other of replaces) Object.assign(texts.get(other) ?? {}, { replaced: true })
    },
    standing: () => [...new Set([...texts.values()].filter((one) => !one.replaced).map(({ words }) => words))].sort(),
  }
}

async function play(deeds: readonly Deed[], phones: readonly DiaryPhone[]) {
  const { wrote, standing } = truth()
  let count = 0
  const text = (verb: string) => {
    count += 1
    return visit(`${verb}${count}`)
  }
  const change = async (at: DiaryPhone, { what, entry, version }: { what: string; entry: number; version: number }) => {
    const shown = at.seen()
    const chosen = shown[entry % Math.max(1, shown.length)]
    if (!chosen) return
    const one = chosen.versions[version % chosen.versions.length] as Version
    const instead = what === 'choose' ? chosen.versions : [one]
    wrote(await at.rewrite(chosen.id, instead, what === 'remove' ? null : what === 'choose' ? one.text : text('改')))
  }
  for (const one of deeds) {
    const at = phones[one.phone] as DiaryPhone
    if (one.what === 'write') wrote(await at.write(text('写')))
    else if ('entry' in one) await change(at, one)
    else if (one.what === 'restart') await at.restart()
    else await at.sync(SIGNALS[one.what] as Signal)
  }
  // A signal again: twice, for what the second sends the first has not seen.
  for (const at of [...phones, ...phones]) await at.sync('ok')
  return standing()
}

const pairOf = async (cloud: Cloud): Promise<{ her: Api; id: string }> => {
  const all = await pairHouse(cloud, TODAY)
  return { her: all.her, id: await paired(all) }
}

onBothEngines('a diary on two phones without signal', (cloud) => {
  beforeEach(() => cloud().clock.set(atChina(TODAY, '09:00')))

  const holds = (phones: () => Promise<readonly DiaryPhone[]>) =>
    fc.asyncProperty(fc.array(deed, { minLength: 5, maxLength: 40 }), async (deeds) => {
      const both = await phones()
      const stand = await play(deeds, both)
      const [one, two] = both as [DiaryPhone, DiaryPhone]
      expect(one.seen()).toEqual(two.seen())
      expect([...new Set(wordsIn(one))].sort()).toEqual(stand)
      // So they are after the apps were ended, too.
      await one.restart()
      expect(one.seen()).toEqual(two.seen())
    })

  it('loses no text that nobody replaced who had seen it, and both phones end equal, in whatever order they are synchronised', async () => {
    const fresh = async () => {
      const { her, id } = await pairOf(cloud())
      return [diaryPhone(her, id), diaryPhone(her, id)]
    }
    await fc.assert(holds(fresh), { numRuns: RUNS, seed: SEED })
  })

  it('would lose texts on a phone that keeps of each entry what was written last', async () => {
    const { her, id } = await pairOf(cloud())
    const [one, two] = [diaryPhone(her, id, lastWins), diaryPhone(her, id, lastWins)]
    const first = await one.write(visit('包粽子'))
    for (const at of [one, two]) await at.sync('ok')
    await one.rewrite(first.id, one.seen()[0]?.versions ?? [], visit('她很开心'))
    await two.rewrite(first.id, two.seen()[0]?.versions ?? [], visit('包了三十个'))
    for (const at of [one, two, one]) await at.sync('ok')
    await one.restart()
    expect(wordsIn(one)).toHaveLength(1)
  })
})
