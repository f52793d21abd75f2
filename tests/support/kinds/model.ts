import { byHand, type HandMove, type HandState } from './by-hand'
import type { Name } from './county'

/** A case as somebody would keep it in her head: whose it is, where it stands, who asked. */
export interface Model {
  kind: string
  state: string
  version: number
  /** who applies; undefined when nobody may know */
  applicant: Name | undefined
  filer: Name
  guardian?: Name
  bank?: string
  small: boolean
  agreed: string[]
  /** who asked her something, the latest first */
  back: string[]
  /** offices at which the case has ever lain */
  offices: string[]
}

const CADRES: Readonly<Record<string, readonly Name[]>> = {
  village: ['villageCadre', 'townCadre', 'countyCadre'],
  town: ['townCadre', 'countyCadre'],
  county: ['countyCadre'],
  organiser: ['townCadre', 'countyCadre'],
  hr: ['hrClerk'],
  guarantor: ['guarantorClerk'],
}
const BANKS: Readonly<Record<string, Name>> = { bank1: 'bankOneClerk', bank2: 'bankTwoClerk' }
const DESKS: Readonly<Record<string, string>> = {
  village: 'village@v1',
  town: 'town@t1',
  county: 'county@c1',
  organiser: 'town@t1',
  hr: 'hr@hr1',
  guarantor: 'guarantor@g1',
}

const isPerson = (party: string): boolean => party === 'applicant' || party === 'guardian'

export const stateIn = (model: Model): HandState => byHand(model.kind)[model.state] ?? { waitsFor: [], moves: {} }

/** Persons who have a part in the case, and who filed it. */
export const ownOf = ({ applicant, filer, guardian }: Model): readonly (Name | undefined)[] => [applicant, filer, guardian]

function isOneOf(model: Model, name: Name, party: string): boolean {
  if (party === 'applicant') return name === model.applicant || name === model.filer
  if (party === 'guardian') return name === model.guardian
  if (ownOf(model).includes(name)) return false
  return party === 'bank' ? BANKS[model.bank ?? ''] === name : (CADRES[party]?.includes(name) ?? false)
}

/** As which parties somebody could make a move now. */
export function partsIn(model: Model, name: Name | 'system', move: HandMove): string[] {
  if (name === 'system') return move.by.filter((party) => party === 'system')
  return move.by.filter((party) => isOneOf(model, name, party) && !(move.each && model.agreed.includes(party)))
}

/** For whom the case waits: party and desk or person. */
export function waitsIn(model: Model): string[] {
  const waiting = stateIn(model).waitsFor.filter((party) => !model.agreed.includes(party))
  return waiting.map((party) => {
    if (party === 'applicant') return `applicant:${model.applicant ? `p-${model.applicant}` : model.filer}`
    if (party === 'guardian') return `guardian:p-${model.guardian}`
    return `${party}:${party === 'bank' ? `bank@${model.bank}` : DESKS[party]}`
  })
}

const leadsBack = (state: HandState | undefined): boolean => Object.values(state?.moves ?? {}).some(({ to }) => to.includes('back'))

/** The case after a move that was made as a party, to the outcome that was chosen. */
export function moved(model: Model, move: HandMove, party: string, chosen: string | undefined): Model {
  const next = { ...model, version: model.version + 1 }
  const agreed = move.each ? [...model.agreed, party] : []
  if (move.each && agreed.length < move.by.length) return { ...next, agreed }
  const [only = ''] = move.to
  if (only === 'here') return next
  const [asker = '', ...further] = model.back
  const aim = only === 'back' ? asker : (chosen ?? only)
  const state = aim === 'guarantor' && model.small ? 'bank' : aim
  const back = only === 'back' ? further : leadsBack(byHand(model.kind)[state]) ? [model.state, ...model.back] : []
  const waits = byHand(model.kind)[state]?.waitsFor ?? []
  const lain = waits.filter((one) => !isPerson(one)).map((one) => (one === 'bank' ? `bank@${model.bank}` : (DESKS[one] ?? '')))
  return { ...next, state, back, agreed: [], offices: [...model.offices, ...lain] }
}
