import { type Actor, SYSTEM } from '@shared/core/case'
import { invalid } from '@shared/core/errors'
import { LEVELS, type Level, type PlaceChain } from '@shared/core/place'
import { type Closing, checkClosing, type Listener, listenersOf, OTHER_MOTHERS } from '@shared/features/worry/worry.rules'
import { changeMany, find, insert, type Manager } from '../../core/database'
import type { EffectContext, Effects, Leaving } from '../../core/kind-ports'
import { cadresOf } from './listening'
import { shield } from './shield'
import { WorryKept } from './worry.entity'
import type { WorryPorts } from './worry.ports'

const idsIn = (value: unknown): string[] => (typeof value === 'string' ? value.split(/\s+/).filter(Boolean) : [])
/** Those that this very move brings: whom an earlier one brought is kept away already, and may be in no list any more. */
const idsGiven = ({ row, given }: EffectContext, field: 'named' | 'leftOut'): string[] =>
  given.includes(field) ? [...new Set(idsIn(row.answers[field]))] : []
const placesOf = ({ row }: EffectContext): PlaceChain => row.places.applicant as PlaceChain
const hers = ({ actor }: EffectContext): Actor => {
  if (actor === SYSTEM) throw new Error('the system is never worried')
  return actor
}

/** The persons behind ids that she chose from the list. @throws AppError invalidInput at the question */
async function personsNamed(
  ports: WorryPorts,
  m: Manager,
  context: EffectContext,
  cadres: readonly Listener[],
  field: string,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return []
  const mothers = await ports.mothersOf(m, context.aboutId as string, context.now)
  const persons = await ports.personsOf(
    m,
    cadres.map(({ account }) => account),
  )
  const me = hers(context).person
  // Chosen without a name, nobody is named who does not care for the child; whom it is only kept from may be more.
  const others = field === 'named' ? mothers.filter(({ cares }) => cares) : mothers
  return ids.flatMap((id): string[] => {
    if (id === OTHER_MOTHERS.id) return others.flatMap(({ person }) => (person === undefined || person === me ? [] : [person]))
    const mother = mothers.find((one) => one.id === id)
    const person = mother ? mother.person : cadres.some(({ account }) => account === id) ? persons.get(id) : undefined
    if (person === undefined) invalid({ [field]: '请从名单里选' })
    if (person === me) invalid({ [field]: '不用选您自己' })
    return [person]
  })
}

const levelOf = (actor: Actor, places: PlaceChain): Level | undefined =>
  LEVELS.find((level) => actor.grants.some(({ role, place }) => role === level && place === places[level]))

/** What an end asks for is judged by what has been written down on the way. */
const closingOf = ({ row }: EffectContext): Closing => {
  const { outcome, result, harm, authority } = row.answers as {
    outcome?: Closing['outcome']
    result?: string
    harm?: boolean
    authority?: Closing['reports'][number]
  }
  return {
    ...(outcome ? { outcome } : {}),
    ...(result ? { words: result } : {}),
    ...(harm === undefined ? {} : { harm }),
    reports: authority ? [authority] : [],
  }
}

/**
 * A worry is over, or its case is destroyed while nobody knows yet. Only who was named by mistake is as free as before: of everybody else
 * whom it names it holds for good that she has no say about this child, and she cares for none until somebody has decided about her.
 */
export async function settle(
  { halt }: Pick<WorryPorts, 'halt'>,
  m: Manager,
  { row: { id: worryId }, now, atlas }: Pick<Leaving, 'row' | 'now' | 'atlas'>,
  cleared: boolean,
): Promise<void> {
  const kept = await find(m, WorryKept, { worryId, open: true })
  await changeMany(m, WorryKept, 'worry_id = :worryId', { worryId }, { open: false })
  await changeMany(
    m,
    WorryKept,
    'worry_id = :worryId AND until IS NULL AND (named = 0 OR :cleared = 1)',
    { worryId, cleared: cleared ? 1 : 0 },
    { until: now },
  )
  if (!cleared) for (const { personId, named } of kept) if (named) await halt(m, personId, atlas, now)
}

/** What happens with the moves of a worry. */
export function worryEffects(ports: WorryPorts): Effects {
  /** all cadres of the child's places but who raised it */
  const others = async (m: Manager, context: EffectContext): Promise<Listener[]> =>
    (await cadresOf(ports, m, placesOf(context))).filter(({ account }) => account !== context.row.filer)
  /** that there is something new, to everybody who was told */
  const news = async (m: Manager, { row, now }: EffectContext, kept: readonly string[]): Promise<void> => {
    const words = { title: '有一件事有新情况', text: '请打开小程序查看。', sort: 'todo', uncalled: true, urgent: true } as const
    const to = LEVELS.flatMap((role) => {
      const place = row.places.applicant?.[role]
      return place === undefined ? [] : [{ to: { role, place }, party: role, ...words, except: kept }]
    })
    await ports.tell(m, to, { application: row.id, now })
  }
  /** the levels at which somebody may hear of it @throws AppError notOpen when there is none */
  const toldOf = async (m: Manager, cadres: readonly Listener[], kept: readonly string[]): Promise<Level[]> => {
    const persons = await ports.personsOf(
      m,
      cadres.map(({ account }) => account),
    )
    const away = cadres.filter(({ account }) => kept.includes(persons.get(account) ?? '')).map(({ account }) => account)
    const told = listenersOf(cadres, { named: away })
    return LEVELS.filter((level) => told.some((one) => one.level === level))
  }
  /** what is written down of each from whom it is kept; who was only left out may turn out to be named */
  const keep = async (
    m: Manager,
    { row, aboutId, now }: EffectContext,
    kept: readonly string[],
    named: readonly string[],
  ): Promise<void> => {
    const worryId = row.id
    const known = new Set((await find(m, WorryKept, { worryId })).map(({ personId }) => personId))
    const of = { worryId, childId: aboutId as string, open: true, since: now, until: null }
    const fresh = kept.filter((personId) => !known.has(personId))
    if (fresh.length > 0)
      await insert(
        m,
        WorryKept,
        fresh.map((personId) => ({ ...of, personId, named: named.includes(personId) })),
      )
    for (const personId of named)
      if (known.has(personId))
        await changeMany(m, WorryKept, 'worry_id = :worryId AND person_id = :personId', { worryId, personId }, { named: true })
  }
  /** Whom this move names or leaves out: from now on the case does not exist for them. @throws AppError notOpen when nobody would be left to hear of it */
  const keepAway = async (m: Manager, context: EffectContext) => {
    await ports.holdChild(m, context.aboutId as string, context.now)
    const cadres = await others(m, context)
    const named = await personsNamed(ports, m, context, cadres, 'named', idsGiven(context, 'named'))
    const leftOut = await personsNamed(ports, m, context, cadres, 'leftOut', idsGiven(context, 'leftOut'))
    const kept = [...new Set([...(context.row.kept ?? []), ...named, ...leftOut])]
    const told = await toldOf(m, cadres, kept)
    await keep(m, context, [...new Set([...named, ...leftOut])], named)
    return { named, kept, record: { told } }
  }
  return {
    /** to all three levels at once, but not to whom it names nor to whom she leaves out */
    'worry.tell': async (m, context) => {
      const { row, now } = context
      const me = hers(context)
      const childId = context.aboutId as string
      // Whoever is about to destroy the child's record, or to write in it, is either heard first or waits.
      await ports.holdChild(m, childId, now)
      const cadres = await others(m, context)
      const named = await personsNamed(ports, m, context, cadres, 'named', [...new Set(idsIn(row.answers.named))])
      const leftOut = await personsNamed(ports, m, context, cadres, 'leftOut', idsIn(row.answers.leftOut))
      // Nor from whom another worry about this child is kept: she would hear of that one by this.
      const before = (await shield.keptFrom(m, childId)).filter((person) => person !== me.person)
      const kept = [...new Set([...named, ...leftOut, ...before])]
      const told = await toldOf(m, cadres, kept)
      await keep(m, context, kept, named)
      return { kept, record: { name: await ports.nameOf(me.account), told, raisedAt: now } }
    },
    /** somebody turns out later to have to do with it: from then on she sees nothing of it, and hears nothing */
    'worry.name': async (m, context) => {
      const { named, ...away } = await keepAway(m, context)
      if (named.length === 0) invalid({ named: '请选和谁有关' })
      // It may have been she who had taken it.
      await news(m, context, away.kept)
      return away
    },
    'worry.take': async (_m, context) => ({
      record: { takenBy: levelOf(hers(context), placesOf(context)) ?? 'county', takenAt: context.now },
    }),
    /** what she adds may be about somebody who has known so far: it is kept from her before anybody is told that there is something new */
    'worry.hear': async (m, context) => {
      const names = [...idsGiven(context, 'named'), ...idsGiven(context, 'leftOut')].length > 0
      if (!names) {
        await news(m, context, context.row.kept ?? [])
        return {}
      }
      const { named: _, ...away } = await keepAway(m, context)
      await news(m, context, away.kept)
      return away
    },
    'worry.close': async (m, context) => {
      const closing = closingOf(context)
      checkClosing(closing)
      await settle(ports, m, context, closing.outcome === 'cleared' && closing.harm === false)
      return {}
    },
  }
}
