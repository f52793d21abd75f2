import { dayOf } from '@shared/core/time'
import { isPart, readPart } from '@shared/features/child/child.parts'
import type { App } from '../../../cloud/app'
import { Child, ChildConsent, ChildEvent, ChildOpening, ChildPart } from '../../../cloud/features/child/child.entity'
import { childRow, partRow } from '../../../cloud/features/child/child.store'
import { by, shownFaults, told } from './stored.reading'

type Values = Record<string, unknown>

/** What a part says is what its form lets pass. */
function partFaults({ seal }: App, row: ChildPart, today: string): string[] {
  if (!isPart(row.part)) return [`child ${row.childId} has a part ${row.part}`]
  const values = seal.open<Values>(partRow(row), row.dataKey, row.part, row.sealed)
  const { problems } = readPart(row.part, values, today)
  const texts = Object.entries(values).filter((one): one is [string, string] => typeof one[1] === 'string')
  return [
    ...Object.entries(problems).map(([name, problem]) => `child ${row.childId} ${name}: ${problem}`),
    ...texts.flatMap(([name, text]) => shownFaults(`child ${row.childId} ${name}`, text, 100)),
  ]
}

/** Nobody has looked without another's word, or after the guardian had taken hers back. */
function lookFaults(events: readonly ChildEvent[], openings: ReadonlyMap<string, ChildOpening>): string[] {
  return events.flatMap((event, i) => {
    if (event.sort !== 'read') return []
    const opening = openings.get(event.aboutId ?? '')
    const before = events.slice(0, i)
    const approved = before.some(
      ({ sort, aboutId, actorId }) => sort === 'approve' && aboutId === event.aboutId && actorId !== event.actorId,
    )
    const last = before
      .filter(
        ({ sort, parts }) =>
          ['register', 'withdraw', 'consent', 'duty'].includes(sort) && (sort === 'register' || sort === 'duty' || parts === 'register'),
      )
      .at(-1)
    return told([
      !opening && `child ${event.childId} was looked at in step ${event.seq} by no opening`,
      opening?.askedBy !== event.actorId && `child ${event.childId} was looked at in step ${event.seq} by somebody else`,
      !approved && !opening?.emergency && `child ${event.childId} was looked at in step ${event.seq} with nobody's word`,
      last?.sort === 'withdraw' && `child ${event.childId} was looked at in step ${event.seq} after the consent was withdrawn`,
    ])
  })
}

/** What the register must never hold: data before a consent, a child that agreed by itself, a look that nobody allowed. */
export async function childFaults(app: App): Promise<string[]> {
  const { read } = app.db
  const [children, parts, consents, openings] = [
    await read.find(Child),
    await read.find(ChildPart),
    await read.find(ChildConsent),
    await read.find(ChildOpening),
  ]
  const events = by(await read.find(ChildEvent, { order: { seq: 'ASC' } }), ({ childId }) => childId)
  const [partsBy, consentsBy] = [by(parts, ({ childId }) => childId), by(consents, ({ childId }) => childId)]
  const openingsBy = new Map(openings.map((one) => [one.id, one]))
  const today = dayOf(app.now())
  return children.flatMap((child) => {
    const known = partsBy.get(child.id) ?? []
    const all = consentsBy.get(child.id) ?? []
    const given = all.filter(({ purpose }) => purpose === 'register')
    const living = child.state === 'erased' ? [] : given.filter(({ withdrawnAt }) => withdrawnAt === null)
    const alone = living.some((one) => {
      const { relation } = app.seal.open<Values>(childRow(child), child.dataKey, `consent.${one.id}`, one.words)
      return relation === 'self'
    })
    return [
      ...told([
        known.length > 0 && given.length === 0 && `child ${child.id} is known without a consent`,
        (child.state === 'stub' || child.state === 'erased') && known.length > 0 && `child ${child.id} is known as ${child.state}`,
        child.state === 'registered' && living.length !== 1 && `child ${child.id} is registered with ${living.length} consents`,
        child.state === 'withdrawn' &&
          all.some(({ withdrawnAt }) => withdrawnAt === null) &&
          `child ${child.id} is withdrawn and agreed to`,
        (child.state === 'erased') !== (child.dataKey === '') && `child ${child.id} has the key of another state`,
        alone && `child ${child.id} agreed by itself`,
      ]),
      ...known.flatMap((row) => partFaults(app, row, today)),
      ...lookFaults(events.get(child.id) ?? [], openingsBy),
    ]
  })
}
