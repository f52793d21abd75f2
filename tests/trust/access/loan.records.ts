import { dayOf } from '@shared/core/time'
import { watch } from '../../../cloud/features/applications/watching'
import { HER } from '../../support/activities'
import type { Api, Json } from '../../support/api'
import { declaration, REPORT, ROAD } from '../../support/declarations'
import type { Person } from './callers'
import type { House } from './house'

interface Made {
  id: string
  version: number
  about: string
}
type Make = (house: House, her: Person) => Promise<Made>

async function must(answer: ReturnType<Api['get']>): Promise<Json> {
  const { status, body } = await answer
  if (status >= 300) throw new Error(`the declaration could not be made: ${status} ${JSON.stringify(body)}`)
  return body
}

/** A declaration that has made so many steps of its road; after all of them the bank reports the release. */
const after =
  (steps: number, then?: (house: House, her: Person, made: Json) => Promise<Json>): Make =>
  async (house, her) => {
    let made = await must(her.post('/api/applications', { kind: 'loan', move: 'submit', input: await declaration(her) }))
    const step = async (who: Api, name: string, input: object) => {
      const { version } = await must(who.get(`/api/applications/${made.id}`))
      made = await must(who.post(`/api/applications/${made.id}/moves/${name}`, { version, input }))
    }
    for (const [who, name, input] of ROAD.slice(0, steps)) await step(house.callers[who], name, input)
    if (steps > ROAD.length) await step(house.callers.bank, 'release', { ...REPORT, releasedOn: dayOf(house.cloud.clock.now()) })
    const { id, version } = then ? await then(house, her, made) : made
    return { id, version, about: '' }
  }

/** She took back what she had agreed to while a partner had it. */
const takenBack =
  (field: string) =>
  (_house: House, her: Person, { id, version }: Json): Promise<Json> =>
    must(her.post(`/api/applications/${id}/consents`, { version, field, given: false }))

const TROUBLE = { causes: ['ill'], details: '差两个月的利息', name: HER.name, phone: HER.phone }
/** What the borrower of a loan that was paid out said of her trouble, and what was done about it so far. */
const troubled =
  (...road: readonly ['village' | 'town', string, object][]): Make =>
  async (house, her) => {
    const { id: about } = await after(6)(house, her)
    let made = await must(her.post('/api/applications', { kind: 'difficulty', about, move: 'submit', input: TROUBLE }))
    for (const [who, name, input] of road)
      made = await must(house.callers[who].post(`/api/applications/${made.id}/moves/${name}`, { version: made.version, input }))
    return { id: made.id, version: made.version, about }
  }

/** Declarations for a subsidised loan along their road. */
export const loanRecords = {
  declared: after(0),
  declaredAtTown: after(1),
  declaredAtHr: after(3),
  declaredAtGuarantor: after(4),
  declaredAtBank: after(5),
  declaredReleased: after(6),
  declaredWithoutHr: after(3, takenBack('hrConsent')),
  declaredWithoutGuarantor: after(4, takenBack('guarantorConsent')),
  declaredWithoutBank: after(5, takenBack('bankConsent')),
  /** a payment was reported, with a note of the bank's about her */
  declaredRepaid: after(6, async ({ callers: { bank } }, _her, made) => {
    const told = { sort: 'repayment', version: 1, day: made.createdAt.slice(0, 10), principal: 100, note: '她说下个月多还' }
    await must(bank.post(`/api/loan/books/${made.id}/entries`, told))
    return made
  }),
  /** the partner is late, and the county has been told */
  declaredLate: after(3, async ({ cloud: { app, clock } }, _her, made) => {
    await app.db.write((m) => watch(m, { role: 'county', place: 'c1' }, made as { id: string; kind: string }, 'late', clock.now()))
    return made
  }),
  difficulty: troubled(),
  difficultyAtTown: troubled(['village', 'passOn', { heard: '上门看过' }]),
  difficultyAnswered: troubled(['village', 'answer', { reply: '和银行说好了' }]),
} satisfies Record<string, Make>
