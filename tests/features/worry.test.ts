import { addMs } from '@shared/core/time'
import { checkClosing, dutiesOf, type Listener, listenersOf, turnOf, type Worry } from '@shared/features/worry/worry.rules'
import fc from 'fast-check'
import { refusal } from '../support/kinds/county'

const AT = '2026-11-24T12:00:00.000Z'
const MINUTE_MS = 60_000
const cadre = fc.record({
  account: fc.constantFrom<string>('a', 'b', 'c', 'd', 'e'),
  level: fc.constantFrom('village' as const, 'town' as const, 'county' as const),
})
const cadres = fc.uniqueArray(cadre, { selector: ({ account }) => account })
const TOLD: Listener[] = [
  { account: 'v', level: 'village' },
  { account: 't', level: 'town' },
  { account: 'c', level: 'county' },
]
const worry = (more: Partial<Worry> = {}): Worry => ({ at: AT, told: TOLD, done: {}, ...more })
const turn = (minutes: number, of: Worry = worry()) => turnOf(of, addMs(AT, minutes * MINUTE_MS))

describe('a worry', () => {
  it('is told to all but who is named in it and the one who is left out, or refused with the telephone', () => {
    fc.assert(
      fc.property(
        cadres,
        fc.array(fc.constantFrom<string>('a', 'b', 'c')),
        fc.option(fc.constantFrom<string>('a', 'd')),
        (all, named, leftOut) => {
          const out = [...named, ...(leftOut ? [leftOut] : [])]
          const rest = all.filter(({ account }) => !out.includes(account))
          const ask = () => listenersOf(all, { named, ...(leftOut ? { leftOut } : {}) })
          if (rest.length > 0) expect(ask()).toEqual(rest)
          else expect(refusal(ask).message).toContain('110')
        },
      ),
    )
  })

  it('goes a level up every quarter of an hour that nobody answers, and is telephoned in the end', () => {
    expect(turn(0)).toEqual({ levels: ['village'], next: addMs(AT, 15 * MINUTE_MS), call: false })
    expect([14.9, 15, 30, 44.9, 45].map((minutes) => [turn(minutes).levels.length, turn(minutes).call])).toEqual([
      [1, false],
      [2, false],
      [3, false],
      [3, false],
      [3, true],
    ])
    expect(turn(45).next).toBeUndefined()
    expect(turn(90, worry({ answered: { account: 't', at: AT } }))).toEqual({ levels: [], call: false })
  })

  it('begins with the lowest level that was told', () => {
    const told = TOLD.filter(({ level }) => level !== 'village')
    expect(turn(0, worry({ told })).levels).toEqual(['town'])
    expect(turn(30, worry({ told })).call).toBe(true)
  })

  it('has its deadlines in hours', () => {
    expect(dutiesOf(worry())).toEqual([
      { duty: 'report', due: '2026-11-24T14:00:00.000Z' },
      { duty: 'visit', due: '2026-11-25T12:00:00.000Z' },
      { duty: 'record', due: '2026-11-27T12:00:00.000Z' },
    ])
    expect(dutiesOf(worry({ done: { report: AT, visit: AT } })).map(({ duty }) => duty)).toEqual(['record'])
  })

  it('is not closed without an outcome, nor a suspicion that nobody has reported', () => {
    const fields = (closing: Parameters<typeof checkClosing>[0]) => Object.keys(refusal(() => checkClosing(closing)).fields ?? {})
    expect(fields({ reports: [] })).toEqual(['outcome', 'words', 'harm'])
    expect(fields({ outcome: 'helped', words: '送去了棉被', harm: true, reports: [] })).toEqual(['harm'])
    expect(fields({ outcome: 'protected', words: '交给派出所', harm: false, reports: [] })).toEqual(['outcome'])
    expect(fields({ outcome: 'protected', words: '交给派出所', harm: true, reports: ['police'] })).toEqual([])
    expect(fields({ outcome: 'cleared', words: '去看过，是误会', harm: false, reports: [] })).toEqual([])
  })
})
