import { firstAlarm, nextAlarm } from '@shared/core/alarms'
import { type AnyActor, type Case, newCase, SYSTEM } from '@shared/core/case'
import { AppError, invalid } from '@shared/core/errors'
import type { Answers, Field } from '@shared/core/fields'
import { type AnyKind, isEnd } from '@shared/core/kind'
import { uploadsAt } from '@shared/core/view'
import { arrive, BEGUN, type Landing, perform, SAVED, type Step, save, type World } from '@shared/core/workflow'
import type { CreateBody } from '@shared/features/applications/applications.schema'
import type { Atlas } from '../../core/atlas'
import type { Caller } from '../../core/caller'
import { find, findOne, insert, isDuplicate, type Manager, mustFind, remove } from '../../core/database'
import { newReceipt } from '../../core/ids'
import type { Asker, Chosen, Subject } from '../../core/kind-ports'
import { Application, type ApplicationEvent, ApplicationSlot, ApplicationTodo, NO_ALARM } from './application.entity'
import { type Engine, groundsOf, mustLook, type Opened, openCase, subjectOf } from './engine'
import { keepNumbers } from './numbers'
import { flagNaming } from './watching'

/** Bytes as JSON: sealed they are a third longer, and a TEXT column of MySQL takes 65,535. */
const MOST_ANSWERS = 45_000

/** One unit of work on cases. */
export interface Unit {
  engine: Engine
  m: Manager
  atlas: Atlas
  /** UTC ISO text */
  now: string
  /** what the caller's profile said when her request came: read before the unit, which need not ask again */
  known?: Readonly<Record<string, unknown>> | undefined
}

/** What the engine decides about a case: `perform` or `save`, with everything but the case and the world given. */
export type Decide = (kind: AnyKind, row: Case, world: World) => Step

const worldOf = async ({ engine, m, now }: Unit, row: Case, subject: Subject | undefined): Promise<World> => ({
  now,
  calendar: engine.calendar,
  about: await groundsOf(engine, m, row, subject, now),
})

function askerOf({ engine, m, now }: Unit, person: string | undefined): Asker {
  return person === undefined ? { person, now } : { person, now, hold: () => engine.ports.holdPerson(m, person) }
}

/** Not whoever her kind keeps out of this case; nobody is kept out of what is her own. @throws AppError */
async function mustHaveSay({ engine, m }: Unit, actor: AnyActor, row: Case, aboutId: string | null): Promise<void> {
  if (actor === SYSTEM || (actor.person !== undefined && row.people.applicant === actor.person)) return
  await engine.ports.bars[row.kind]?.(m, { row, aboutId, actor })
}

/** Her places follow from the village that she named, and the offices of her county from these. */
function placed(step: Step, atlas: Atlas): Step {
  const { kind, row, answers } = step
  const name = Object.keys(kind.fields).find(
    (field) => (kind.fields[field] as Field).type === 'village' && typeof answers[field] === 'string',
  )
  if (!name) return step
  const place = atlas.find(String(answers[name]))
  if (place?.level !== 'village') invalid({ [name]: '没有这个村，请重新选择' })
  const offices = { ...atlas.onlyOffices(place.chain.county), ...step.offices }
  return { ...step, offices, row: { ...row, places: { ...row.places, applicant: place.chain } } }
}

/** An office that is named must be one of its role, in her own county. */
function checkOffices({ kind, row, input }: Step, atlas: Atlas): void {
  const county = (row.places.applicant ?? row.places.about)?.county
  for (const [name, value] of Object.entries(input)) {
    const field = kind.fields[name] as Field
    const place = field.type === 'office' ? atlas.find(String(value)) : undefined
    if (field.type === 'office' && (place?.role !== field.role || place.chain.county !== county))
      invalid({ [name]: `请重新选择${field.label}` })
  }
}

function checkSize(answers: Answers): void {
  if (Buffer.byteLength(JSON.stringify(answers)) > MOST_ANSWERS) throw new AppError('tooLarge', '填的内容太多了，请写短一点')
}

/** A picture that cannot be kept is wrong at the question that it answers. */
const at = (name: string) => (reason: unknown) => {
  const said = reason instanceof AppError && reason.code === 'invalidInput' ? Object.values(reason.details.fields ?? {})[0] : undefined
  if (said === undefined) throw reason
  invalid({ [name]: said })
}

async function keepPictures({ engine, m }: Unit, { kind, row, actor, input }: Step): Promise<void> {
  if (actor === SYSTEM) return
  for (const name of Object.keys(input)) {
    const ids = uploadsAt(kind.fields[name], input[name])
    if (ids.length === 0) continue
    await engine.ports.keepUploads(m, ids, { application: row.id, account: actor.account }).catch(at(name))
  }
}

/** What she answered with a move is kept in her profile and offered ever after; what she only saved may still be wrong. */
async function rememberAnswers({ engine, m, known }: Unit, { kind, row, actor, move, input }: Step): Promise<void> {
  const person = row.people.applicant
  if (move === SAVED || actor === SYSTEM || !person || actor.person !== person) return
  const told = Object.keys(input).flatMap((name) => {
    const profile = (kind.fields[name] as Field).profile
    return profile ? [[profile, input[name]] as const] : []
  })
  if (told.length > 0) await engine.ports.saveProfile(m, person, Object.fromEntries(told), known)
}

/** A step with what its effect has written down. @throws Error when that is a question which somebody is asked (a defect) */
function recorded(step: Step, record: Answers | undefined): Step {
  if (!record) return step
  const asked = Object.keys(record).find((name) => !step.kind.fields[name]?.recorded)
  if (asked) throw new Error(`${step.kind.kind}.${asked} is not for effects to write down`)
  return { ...step, input: { ...step.input, ...record }, answers: { ...step.answers, ...record } }
}

/** A case that a cadre begins, for the applicant whom the effect has found. @throws Error when it found nobody (a defect) */
function foundFor(step: Step, applicant: Chosen['applicant']): Step {
  const { row, kind } = step
  if (!kind.begunByCadre || row.version > 0) return step
  if (!applicant) throw new Error(`${kind.kind}.${step.move} has found no applicant`)
  return { ...step, row: { ...row, people: { ...row.people, applicant: applicant.person }, filer: applicant.account } }
}

/** A step after which the case is kept from some more persons. */
const keptFromMore = (step: Step, more: Chosen['kept']): Step =>
  more && more.length > 0 ? { ...step, row: { ...step.row, kept: [...new Set([...(step.row.kept ?? []), ...more])] } } : step

/** Runs the effect, if there is one, and lets the step arrive. */
async function settle(unit: Unit, decided: Step, aboutId: string | null, world: World): Promise<{ step: Step; landing: Landing }> {
  const { engine, m, atlas, now } = unit
  const effect = decided.effect ? engine.ports.effects[`${decided.kind.kind}.${decided.effect}`] : undefined
  if (decided.effect && !effect) throw new Error(`no effect ${decided.kind.kind}.${decided.effect}`)
  const chosen = await effect?.(m, {
    row: { ...decided.row, answers: decided.answers },
    given: decided.given,
    aboutId,
    about: world.about,
    actor: decided.actor,
    now,
    atlas,
    moveOther: (id, name) => moveBySystem(unit, id, name),
  })
  const step = keptFromMore(foundFor(recorded(decided, chosen?.record), chosen?.applicant), chosen?.kept)
  checkSize(step.answers)
  checkOffices(step, atlas)
  await keepPictures(unit, step)
  return { step, landing: arrive(step, world, chosen?.outcome, chosen?.found, chosen?.people) }
}

/** Whether something was to be said of a case by now, and nobody has come round to it. */
const isOverdue = async (m: Manager, applicationId: string, now: string): Promise<boolean> =>
  (await find(m, ApplicationTodo, { applicationId })).some(({ alarmAt }) => alarmAt <= now)

/** When something is said about the deadline of a step: a new one begins anew, of one that goes on what was said is not said again. */
async function alarmFor({ engine, m, now }: Unit, { kind, row: before }: Step, { row, from }: Landing): Promise<string> {
  const goesOn = row.state === from && row.due === before.due
  if (goesOn && (await isOverdue(m, row.id, now))) return now
  return (goesOn ? nextAlarm : firstAlarm)(kind, row, now, engine.calendar) ?? NO_ALARM
}

async function tellOf(unit: Unit, step: Step, { tells }: Landing): Promise<void> {
  await rememberAnswers(unit, step)
  await unit.engine.ports.tell(unit.m, tells, { application: step.row.id, now: unit.now })
}

async function findCase({ engine, m }: Unit, actor: AnyActor, id: string): Promise<Opened> {
  if (actor !== SYSTEM) return mustLook(engine, m, actor, id)
  return openCase(engine, await mustFind(m, Application, { id }))
}

/**
 * Moves a stored case on, with its event, its todos and its notices. `version`: the one that the actor has seen.
 * @throws AppError notFound, staleVersion; whatever is decided
 */
export async function moveOn(unit: Unit, actor: AnyActor, id: string, version: number | undefined, decide: Decide): Promise<void> {
  const { engine, m, atlas, now } = unit
  const { stored, row, kind } = await findCase(unit, actor, id)
  if (version !== undefined && version !== row.version) throw new AppError('staleVersion', '这件事刚有了新变化，请刷新再看')
  const applicant = row.people.applicant
  // Who is moved on by another's move is not held: the thing applied for is by then, and comes after her.
  const asker = actor === SYSTEM ? { person: applicant, now } : askerOf(unit, applicant)
  const subject = await subjectOf(engine, m, kind, stored.aboutId, atlas, asker)
  await mustHaveSay(unit, actor, row, stored.aboutId)
  const world = await worldOf(unit, row, subject)
  const { step, landing: landed } = await settle(unit, placed(decide(kind, row, world), atlas), stored.aboutId, world)
  const again = await flagNaming(engine, m, stored, step, now)
  const landing = again ? { ...landed, row: { ...landed.row, again } } : landed
  await keepNumbers(engine, m, step, landing)
  await engine.store.go(m, stored, landing, step, { at: now, alarmAt: await alarmFor(unit, step, landing) })
  if (landing.ended) await freeSlot(m, id)
  else if (isEnd(kind, row.state)) await takeSlotAgain(m, kind, landing.row, stored.aboutId)
  await tellOf(unit, step, landing)
}

/** A move that nobody makes in person: by another effect, or by what became of the thing that the case is about. */
export const moveBySystem = (unit: Unit, id: string, name: string): Promise<void> =>
  moveOn(unit, SYSTEM, id, undefined, (kind, row, world) => perform(kind, row, SYSTEM, name, {}, world))

/** One open case per person and thing, or per person where the kind says so. @throws AppError alreadyOpen with the id of the other one */
async function takeSlot(m: Manager, { onePerPerson }: AnyKind, row: Case, aboutId: string | null): Promise<void> {
  const personId = row.people.applicant
  if (!personId) return
  const slot = { personId, kind: row.kind, aboutId: onePerPerson ? '' : (aboutId ?? '') }
  try {
    await insert(m, ApplicationSlot, { ...slot, applicationId: row.id })
  } catch (error) {
    if (!isDuplicate(error)) throw error
    const open = await findOne(m, ApplicationSlot, slot)
    throw new AppError('alreadyOpen', '您已经办过这件事了，不用再交一次', open ? { id: open.applicationId } : {})
  }
}

/** A case that was over goes on. What she has begun in the meantime keeps the slot: nobody can take that back. */
async function takeSlotAgain(m: Manager, kind: AnyKind, row: Case, aboutId: string | null): Promise<void> {
  await takeSlot(m, kind, row, aboutId).catch((error) => {
    if (!(error instanceof AppError && error.code === 'alreadyOpen')) throw error
  })
}

async function freeSlot(m: Manager, id: string): Promise<void> {
  await remove(m, ApplicationSlot, { applicationId: id })
}

/** Where a new case belongs: to the places of the thing applied for, or to the region that it is about. @throws AppError notFound */
function belonging(kind: AnyKind, aboutId: string | null, subject: Subject | undefined, atlas: Atlas): Pick<Case, 'places' | 'offices'> {
  if (subject) {
    const { places: about, applicant } = subject
    return { places: { about, ...(applicant ? { applicant } : {}) }, offices: atlas.onlyOffices(about.county) }
  }
  if (kind.about !== 'region' || aboutId === null) return { places: {}, offices: {} }
  const region = atlas.find(aboutId)
  if (!region) throw new AppError('notFound', '没有这个地方')
  return { places: { applicant: region.chain }, offices: atlas.onlyOffices(region.chain.county) }
}

/** A case as it has just been begun, for who began it. */
export interface Begun extends Opened {
  subject: Subject | undefined
  events: readonly ApplicationEvent[]
}

/** Begins a case: with a first move, or with answers that are only saved. @throws AppError alreadyOpen; whatever is decided */
export async function begin(unit: Unit, caller: Caller, id: string, { kind: name, about, move, input }: CreateBody): Promise<Begun> {
  const { engine, m, atlas, now } = unit
  const kind = engine.registry.current(name)
  const named = about ?? null
  const subject = await subjectOf(engine, m, kind, named, atlas, { ...askerOf(unit, caller.person), beginner: caller })
  const aboutId = subject?.id ?? named
  const people: Case['people'] = caller.person ? { applicant: caller.person } : {}
  // Whoever begins it in her office is no party of her own in it.
  const filer = kind.begunByCadre ? '' : caller.account
  const row = newCase(kind, { id, filer, people, ...belonging(kind, aboutId, subject, atlas) })
  await mustHaveSay(unit, caller, row, aboutId)
  const world = await worldOf(unit, row, subject)
  const decided = move === undefined ? save(kind, row, caller, input, world) : perform(kind, row, caller, move, input, world)
  const { step, landing } = await settle(unit, placed(decided, atlas), aboutId, world)
  if (!landing.ended) await takeSlot(m, kind, landing.row, aboutId)
  await keepNumbers(engine, m, step, landing)
  const happened = { ...step, move: move ?? BEGUN, from: kind.start, to: landing.row.state, at: now }
  const { stored, event } = await engine.store.begin(m, landing.row, { receipt: newReceipt(), aboutId, at: now }, happened, {
    todos: landing.todos,
    alarmAt: await alarmFor(unit, step, landing),
  })
  await tellOf(unit, step, landing)
  return { stored, row: landing.row, kind, subject, events: [event] }
}
