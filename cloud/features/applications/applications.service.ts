import { type Actor, type AnyActor, type Case, looksAs, SYSTEM } from '@shared/core/case'
import type { WorkCalendar } from '@shared/core/deadline'
import { AppError, invalid } from '@shared/core/errors'
import type { Answers, Field } from '@shared/core/fields'
import { type AnyKind, isEnd, stateOf } from '@shared/core/kind'
import type { Registry } from '@shared/core/registry'
import { seen } from '@shared/core/view'
import { arrive, type Landing, perform, type Step, saveAnswers, todosOf, type World } from '@shared/core/workflow'
import type { CreateBody } from '@shared/features/applications/applications.schema'
import type { Caller } from '../../core/caller'
import { type Database, insert, isDuplicate, type Manager } from '../../core/database'
import { newId, newReceipt } from '../../core/ids'
import { Application, ApplicationSlot, Reveal } from './application.entity'
import type { CaseStore } from './case.store'
import type { Atlas, Ports, Subject } from './ports'
import { subjectOf } from './reading'

/** Bytes as JSON: sealed they are a third longer, and a TEXT column of MySQL takes 65,535. */
const MOST_ANSWERS = 45_000

export interface Engine {
  registry: Registry
  calendar: WorkCalendar
  store: CaseStore
  ports: Ports
}

export interface Applications {
  create(m: Manager, caller: Caller, id: string, body: CreateBody, atlas: Atlas, now: string): Promise<void>
  move(
    m: Manager,
    caller: Caller,
    id: string,
    name: string,
    body: { version: number; input: Answers },
    atlas: Atlas,
    now: string,
  ): Promise<void>
  keepAnswers(m: Manager, caller: Caller, id: string, body: { version: number; input: Answers }, atlas: Atlas, now: string): Promise<void>
  reveal(m: Manager, caller: Caller, applicationId: string, body: { field: string; reason: string }, now: string): Promise<void>
  revealed(caller: Caller, applicationId: string, field: string): Promise<{ field: string; value: unknown }>
  /** makes the moves that the clock makes; resolves to how many */
  tick(atlas: Atlas, now: string): Promise<number>
}

/** The stored row with everything needed to act on it. @throws AppError notFound when the caller may not know of it */
async function load(
  engine: Engine,
  m: Manager,
  caller: AnyActor,
  id: string,
): Promise<{ stored: Application; row: Case; kind: AnyKind; parties: string[] }> {
  const stored = await m.findOneBy(Application, { id })
  if (!stored) throw new AppError('notFound', '没有找到这一件')
  const row = engine.store.open(stored)
  const kind = engine.registry.edition(row.kind, row.edition)
  const parties = caller === SYSTEM ? [] : looksAs(kind, row, caller)
  if (caller !== SYSTEM && parties.length === 0) throw new AppError('notFound', '没有找到这一件')
  return { stored, row, kind, parties }
}

const worldOf = (engine: Engine, subject: Subject | undefined, now: string): World => ({
  now,
  calendar: engine.calendar,
  about: subject?.facts ?? {},
})

/** Her places follow from the village that she named. */
function placed(kind: AnyKind, row: Case, answers: Answers, atlas: Atlas): Case {
  const name = Object.keys(kind.fields).find(
    (field) => (kind.fields[field] as Field).type === 'village' && typeof answers[field] === 'string',
  )
  if (!name) return row
  const place = atlas.find(String(answers[name]))
  if (place?.level !== 'village') invalid({ [name]: '没有这个村，请重新选择' })
  return { ...row, places: { ...row.places, applicant: place.chain } }
}

function checkSize(answers: Answers): void {
  if (Buffer.byteLength(JSON.stringify(answers)) > MOST_ANSWERS) throw new AppError('tooLarge', '填的内容太多了，请写短一点')
}

async function keepPictures(engine: Engine, m: Manager, step: Step): Promise<void> {
  const ids = Object.keys(step.input).flatMap((name) => {
    const type = step.kind.fields[name]?.type
    return type === 'pictures' || type === 'signature' ? [step.input[name]].flat() : []
  }) as string[]
  if (ids.length > 0 && step.actor !== SYSTEM)
    await engine.ports.keepUploads(m, ids, { application: step.row.id, account: step.actor.account })
}

/** What she answered is kept in her profile and offered ever after. */
async function rememberAnswers(engine: Engine, m: Manager, step: Step): Promise<void> {
  const person = step.row.people.applicant
  if (step.actor === SYSTEM || !person || step.actor.person !== person) return
  const told = Object.keys(step.input).flatMap((name) => {
    const profile = (step.kind.fields[name] as Field).profile
    return profile ? [[profile, step.input[name]] as const] : []
  })
  if (told.length > 0) await engine.ports.saveProfile(m, person, Object.fromEntries(told))
}

/** Runs the effect, if there is one, and lets the step arrive. */
async function settle(engine: Engine, m: Manager, step: Step, aboutId: string | null, atlas: Atlas, world: World): Promise<Landing> {
  const effect = step.effect ? engine.ports.effects[`${step.kind.kind}.${step.effect}`] : undefined
  if (step.effect && !effect) throw new Error(`no effect ${step.kind.kind}.${step.effect}`)
  const chosen = await effect?.(m, {
    row: { ...step.row, answers: step.answers },
    aboutId,
    actor: step.actor,
    now: world.now,
    moveOther: (id, name) => moveOn(engine, m, SYSTEM, id, name, undefined, {}, atlas, world.now),
  })
  checkSize(step.answers)
  await keepPictures(engine, m, step)
  return arrive(step, world, chosen?.outcome, chosen?.found)
}

async function freeSlot(m: Manager, id: string): Promise<void> {
  await m.createQueryBuilder().delete().from(ApplicationSlot).where('application_id = :id', { id }).execute()
}

async function moveOn(
  engine: Engine,
  m: Manager,
  actor: AnyActor,
  id: string,
  name: string,
  version: number | undefined,
  input: Answers,
  atlas: Atlas,
  now: string,
): Promise<void> {
  const { stored, row, kind } = await load(engine, m, actor, id)
  if (version !== undefined && version !== row.version) throw new AppError('staleVersion', '这件事刚有了新变化，请刷新再看')
  const subject = await subjectOf(engine, m, kind, stored.aboutId, atlas)
  const world = worldOf(engine, subject, now)
  const step = perform(kind, row, actor, name, input, world)
  const standing = { ...step, row: placed(kind, step.row, step.answers, atlas) }
  const landing = await settle(engine, m, standing, stored.aboutId, atlas, world)
  await engine.store.go(m, stored, landing, step, now)
  if (landing.ended) await freeSlot(m, id)
  await rememberAnswers(engine, m, standing)
  await engine.ports.tell(m, landing.tells, { application: id, now })
}

function fresh(kind: AnyKind, id: string, caller: Actor, subject: Subject | undefined, offices: Readonly<Record<string, string>>): Case {
  return {
    id,
    kind: kind.kind,
    edition: kind.edition,
    state: kind.start,
    version: 0,
    agreed: [],
    reached: ['applicant'],
    people: kind.anonymous || !caller.person ? {} : { applicant: caller.person },
    filer: caller.account,
    places: subject ? { about: subject.places } : {},
    offices,
    answers: {},
  }
}

async function takeSlot(m: Manager, row: Case, aboutId: string | null): Promise<void> {
  const personId = row.people.applicant
  if (!personId) return
  const slot = { personId, kind: row.kind, aboutId: aboutId ?? '' }
  try {
    await insert(m, ApplicationSlot, { ...slot, applicationId: row.id })
  } catch (error) {
    if (!isDuplicate(error)) throw error
    const open = await m.findOneBy(ApplicationSlot, slot)
    throw new AppError('alreadyOpen', '您已经办过这件事了，不用再交一次', open ? { id: open.applicationId } : {})
  }
}

/** Runs every kind: the engine decides, this stores. All writes take the manager of the unit of work they belong to. */
export function applicationsService(engine: Engine, db: Database): Applications {
  const { store, ports, registry } = engine

  const create: Applications['create'] = async (m, caller, id, body, atlas, now) => {
    const kind = registry.current(body.kind)
    const aboutId = body.about ?? null
    const subject = await subjectOf(engine, m, kind, aboutId, atlas)
    const county = subject?.places.county
    const region = kind.about === 'region' && aboutId ? atlas.find(aboutId) : undefined
    if (kind.about === 'region' && aboutId && !region) throw new AppError('notFound', '没有这个地方')
    const began = fresh(kind, id, caller, subject, county ? ports.officesOf(county, atlas) : {})
    const row: Case = region
      ? { ...began, places: { applicant: region.chain }, offices: ports.officesOf(region.chain.county, atlas) }
      : began
    const world = worldOf(engine, subject, now)
    const extra = { receipt: newReceipt(), aboutId, at: now }
    const from = kind.start
    if (body.move === undefined) {
      const answers = saveAnswers(kind, row, caller, body.input, world)
      checkSize(answers)
      const begun = { ...placed(kind, row, answers, atlas), answers, version: 1 }
      await store.begin(
        m,
        begun,
        extra,
        { move: 'begin', from, to: from, actor: caller, party: 'applicant', standingIn: false, input: answers, at: now },
        todosOf(kind, begun),
      )
      return takeSlot(m, begun, aboutId)
    }
    const step = perform(kind, row, caller, body.move, body.input, world)
    const standing = { ...step, row: placed(kind, step.row, step.answers, atlas) }
    const landing = await settle(engine, m, standing, aboutId, atlas, world)
    if (!landing.ended) await takeSlot(m, landing.row, aboutId)
    await store.begin(m, landing.row, extra, { ...step, from, to: landing.row.state, at: now }, landing.todos)
    await rememberAnswers(engine, m, standing)
    await ports.tell(m, landing.tells, { application: id, now })
  }

  return {
    create,
    move: (m, caller, id, name, { version, input }, atlas, now) => moveOn(engine, m, caller, id, name, version, input, atlas, now),
    keepAnswers: async (m, caller, id, { version, input }, atlas, now) => {
      const { stored, row, kind } = await load(engine, m, caller, id)
      if (version !== row.version) throw new AppError('staleVersion', '这件事刚有了新变化，请刷新再看')
      const world = worldOf(engine, await subjectOf(engine, m, kind, stored.aboutId, atlas), now)
      const answers = saveAnswers(kind, row, caller, input, world)
      checkSize(answers)
      const next = { ...placed(kind, row, answers, atlas), answers, version: row.version + 1 }
      const landing: Landing = {
        row: next,
        from: row.state,
        skipped: [],
        todos: todosOf(kind, next),
        tells: [],
        ended: isEnd(kind, row.state),
      }
      await store.go(m, stored, landing, { move: 'save', actor: caller, party: 'applicant', standingIn: false, input }, now)
    },
    reveal: async (m, caller, applicationId, { field, reason }, now) => {
      const { row, kind, parties } = await load(engine, m, caller, applicationId)
      if (!seen(kind, row, row.answers, parties).masked.includes(field)) throw new AppError('notFound', '这一项不用查看')
      await insert(m, Reveal, { id: newId(now), applicationId, field, reason, accountId: caller.account, at: now })
    },
    revealed: async (caller, applicationId, field) => {
      const { row, kind, parties } = await load(engine, db.read, caller, applicationId)
      if (!(field in seen(kind, row, row.answers, parties).answers)) throw new AppError('notFound', '这一项不用查看')
      return { field, value: row.answers[field] }
    },
    tick: async (atlas, now) => {
      const due = await db.read
        .createQueryBuilder(Application, 'a')
        .where('a.clock_at <= :now', { now })
        .orderBy('a.clock_at')
        .limit(100)
        .getMany()
      for (const { id, kind, edition, state, version } of due) {
        const clock = stateOf(registry.edition(kind, edition), state).clock
        if (clock) await db.write((m) => moveOn(engine, m, SYSTEM, id, clock.move, version, {}, atlas, now)).catch(ignoreStale)
      }
      return due.length
    },
  }
}

// Somebody acted in the same moment: the clock has nothing left to do.
function ignoreStale(error: unknown): void {
  if (!(error instanceof AppError)) throw error
}
