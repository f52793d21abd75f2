import { pictures, text } from '@shared/core/fields'
import fc from 'fast-check'
import { chooseAnswer, mergeSides, type Side, unsavedOf } from '../../miniapp/features/applications/three-way'

const FIELDS = { name: text('姓名', 50), plan: text('打算', 50), photos: pictures('照片', 99) }
const TYPED = ['name', 'plan'] as const
type Typed = (typeof TYPED)[number]

/** Two phones and the cloud; what somebody saw and replaced is no loss, everything else is. */
function draftOnTwoPhones() {
  const phones: (Side & { version: number })[] = [0, 1].map(() => ({ base: {}, answers: {}, doubts: {}, version: 0 }))
  const cloud = { answers: {} as Record<string, unknown>, version: 0 }
  const typed = new Set<string>()
  const given = new Set<string>()
  const dropped = new Set<string>()
  let n = 0
  const replace = (value: unknown) => typeof value === 'string' && typed.delete(value)
  const at = (p: number) => phones[p] as Side & { version: number }
  const put = (p: number, side: Side) => Object.assign(at(p), side)
  const photosOf = (value: unknown) => (value as string[] | undefined) ?? []
  return {
    phones,
    cloud,
    type: (p: number, name: Typed) => {
      replace(at(p).answers[name])
      const value = `${name}-${++n}`
      typed.add(value)
      put(p, { ...at(p), answers: { ...at(p).answers, [name]: value } })
    },
    empty: (p: number, name: Typed) => {
      replace(at(p).answers[name])
      put(p, { ...at(p), answers: { ...at(p).answers, [name]: undefined } })
    },
    photograph: (p: number) => {
      const id = `photo-${++n}`
      given.add(id)
      put(p, { ...at(p), answers: { ...at(p).answers, photos: [...photosOf(at(p).answers.photos), id] } })
    },
    discard: (p: number) => {
      const [first, ...left] = photosOf(at(p).answers.photos)
      if (first) dropped.add(first)
      put(p, { ...at(p), answers: { ...at(p).answers, photos: left } })
    },
    fetch: (p: number, merge = mergeSides) => put(p, { ...merge(at(p), { ...cloud.answers }, FIELDS), ...{ version: cloud.version } }),
    /** a conditional write: who has not seen the last version is refused */
    send: (p: number) => {
      const input = unsavedOf(at(p), Object.keys(FIELDS))
      if (at(p).version !== cloud.version || Object.keys(input).length === 0) return
      for (const [name, value] of Object.entries(input)) if (value === null) delete cloud.answers[name]
      for (const [name, value] of Object.entries(input)) if (value !== null) cloud.answers[name] = value
      cloud.version += 1
      put(p, { ...at(p), ...{ base: { ...cloud.answers }, version: cloud.version } })
    },
    choose: (p: number, hers: boolean) => {
      const name = Object.keys(at(p).doubts)[0] as Typed | undefined
      if (!name) return
      const [mine, theirs] = [at(p).answers[name], at(p).doubts[name]]
      replace(hers ? theirs : mine)
      put(p, chooseAnswer(at(p), name, hers ? mine : theirs))
    },
    /** what was typed, nobody has replaced, and is nowhere any more */
    lost: () => {
      const there = [cloud.answers, ...phones.flatMap(({ answers, doubts }) => [answers, doubts])].flatMap((one) => Object.values(one))
      return [...typed].filter((value) => !there.includes(value))
    },
    lostPictures: () => [...given].filter((id) => !dropped.has(id) && !photosOf(cloud.answers.photos).includes(id)),
  }
}
type Draft = ReturnType<typeof draftOnTwoPhones>

const phone = fc.constantFrom(0, 1)
const name = fc.constantFrom(...TYPED)
const step: fc.Arbitrary<(draft: Draft) => void> = fc.oneof(
  fc.tuple(phone, name).map(
    ([p, field]) =>
      (draft: Draft) =>
        draft.type(p, field),
  ),
  fc.tuple(phone, name).map(
    ([p, field]) =>
      (draft: Draft) =>
        draft.empty(p, field),
  ),
  phone.map((p) => (draft: Draft) => draft.photograph(p)),
  phone.map((p) => (draft: Draft) => draft.discard(p)),
  phone.map((p) => (draft: Draft) => draft.fetch(p)),
  phone.map((p) => (draft: Draft) => draft.send(p)),
  fc.tuple(phone, fc.boolean()).map(
    ([p, hers]) =>
      (draft: Draft) =>
        draft.choose(p, hers),
  ),
)

/** Both go to where there is signal, one after the other, and choose what they are asked. */
function comeTogether(draft: Draft, hers: boolean): void {
  for (let round = 0; round < 6; round++)
    for (const p of [0, 1]) {
      draft.fetch(p)
      while (Object.keys(draft.phones[p]?.doubts ?? {}).length > 0) draft.choose(p, hers)
      draft.send(p)
    }
}

const filled = (answers: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined && (value as unknown[]).length > 0))

describe('one draft on two phones', () => {
  it('loses nothing that was typed or photographed, in whatever order they sync, and both end the same', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.boolean(), (steps, hers) => {
        const draft = draftOnTwoPhones()
        for (const run of steps) {
          run(draft)
          expect(draft.lost()).toEqual([])
        }
        comeTogether(draft, hers)
        expect([draft.lost(), draft.lostPictures()]).toEqual([[], []])
        for (const { answers, doubts } of draft.phones) expect([filled(answers), doubts]).toEqual([filled(draft.cloud.answers), {}])
      }),
      { numRuns: 1500 },
    )
  })

  it('would lose it if the last one to sync simply won', () => {
    const draft = draftOnTwoPhones()
    draft.type(0, 'plan')
    draft.fetch(0)
    draft.send(0)
    draft.type(1, 'plan')
    draft.fetch(1, (side, theirs) => ({ base: theirs, answers: { ...side.answers, ...theirs }, doubts: {} }))
    expect(draft.lost()).toEqual(['plan-2'])
  })

  it('shows both answers side by side until she has chosen, whatever else changes meanwhile', () => {
    const hers = { base: {}, answers: { plan: '养鸡' }, doubts: {} }
    const asked = mergeSides(hers, { plan: '养鹅', name: '王桂兰' }, FIELDS)
    expect(asked).toMatchObject({ answers: { plan: '养鸡', name: '王桂兰' }, doubts: { plan: '养鹅' } })
    expect(unsavedOf(asked, ['plan', 'name'])).toEqual({})
    const later = mergeSides(asked, { plan: '养鹅', name: '桂兰' }, FIELDS)
    expect([later.answers.name, later.doubts]).toEqual(['桂兰', { plan: '养鹅' }])
    expect(unsavedOf(chooseAnswer(later, 'plan', '养鸡'), ['plan'])).toEqual({ plan: '养鸡' })
    expect(unsavedOf(chooseAnswer(later, 'plan', '养鹅'), ['plan'])).toEqual({})
  })
})
