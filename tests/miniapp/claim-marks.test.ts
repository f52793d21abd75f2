import type { ClaimView } from '@shared/features/loan/claim.api'
import { get } from '../../miniapp/core/api'
import { Refusal } from '../../miniapp/core/refusal'
import { usePaying } from '../../miniapp/features/cadre/claim/except'
import type { Except } from '../../miniapp/features/cadre/claim/marks'

jest.mock('../../miniapp/core/api', () => ({ get: jest.fn() }))

/** One component without a page: what it keeps, and what it does when something that it hangs on has changed. */
const mockKept: unknown[] = []
let mockTurn = 0
jest.mock('react', () => ({
  useState: (first: unknown) => {
    const k = mockTurn++
    if (!(k in mockKept)) mockKept[k] = first
    const set = (next: unknown) => {
      mockKept[k] = typeof next === 'function' ? next(mockKept[k]) : next
    }
    return [mockKept[k], set]
  },
  useEffect: (run: () => unknown, on: readonly unknown[]) => {
    const k = mockTurn++
    const was = mockKept[k] as { on: readonly unknown[]; end: unknown } | undefined
    if (was && on.every((one, i) => one === was.on[i])) return
    if (typeof was?.end === 'function') was.end()
    mockKept[k] = { on, end: run() }
  },
}))

/** The claim as it was read just now. */
const paid = (revision = 2) => ({ id: 'c', revision, state: 'paid', may: ['pay'] }) as unknown as ClaimView
const waiting = () => ({ ...paid(1), state: 'confirmed' }) as ClaimView
const shown = (claim: ClaimView) => {
  mockTurn = 0
  return usePaying(claim)
}
const settled = async (claim: ClaimView) => {
  shown(claim)
  await new Promise(setImmediate)
  return shown(claim)
}
const later = (paid: number) => ({ paid, rest: 'later' as const })
const answers = (said: Except) =>
  jest.mocked(get).mockResolvedValueOnce({ items: Object.entries(said).map(([book, odd]) => ({ book, ...odd })), next: null })

describe('a payment that finance reports', () => {
  beforeEach(() => {
    mockKept.length = 0
    jest.mocked(get).mockReset()
  })

  it('says why what was reported before could not be read, and reads it when the claim is read again', async () => {
    jest.mocked(get).mockRejectedValueOnce(new Refusal('lost', '没有连上网，请看看信号'))
    expect(await settled(paid())).toMatchObject({ waiting: true, trouble: expect.stringContaining('没有连上网') })
    answers({ a: later(1) })
    expect(await settled(paid())).toMatchObject({ waiting: false, trouble: '', except: { a: later(1) } })
    // What is known is not asked for again.
    await settled(paid())
    expect(get).toHaveBeenCalledTimes(2)
  })

  it('keeps the marks of whoever was not the first to report, beside what the other has said, and has her look again', async () => {
    const before = await settled(waiting())
    before.set({ mine: later(100), both: later(7) })
    answers({ theirs: later(5), both: later(8) })
    expect(await settled(paid())).toMatchObject({
      waiting: false,
      except: { mine: later(100), theirs: later(5), both: later(7) },
      trouble: expect.stringContaining('再看一遍'),
    })
  })

  it('has nothing to look at again after her own report, and follows a later one of somebody else where she has marked nothing', async () => {
    ;(await settled(waiting())).set({ mine: later(100) })
    answers({ mine: later(100) })
    const own = await settled(paid())
    expect(own).toMatchObject({ trouble: '', except: { mine: later(100) } })
    answers({ theirs: later(3) })
    expect(await settled(paid(3))).toMatchObject({ trouble: '', except: { theirs: later(3) } })
    // A mark of the other's that she took back stays taken back.
    shown(paid(3)).set({})
    answers({ theirs: later(3), more: later(4) })
    expect((await settled(paid(4))).except).toEqual({ more: later(4) })
  })
})
