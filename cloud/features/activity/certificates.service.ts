import { AppError } from '@shared/core/errors'
import { mask, text } from '@shared/core/fields'
import { readReceipt } from '@shared/core/receipt'
import { dayOf } from '@shared/core/time'
import type { CertificateRow, CertificateView } from '@shared/features/activity/papers.schema'
import { In, Not } from 'typeorm'
import type { Atlas } from '../../core/atlas'
import type { Caller } from '../../core/caller'
import { changeOne, type Database, findOne, insert, type Manager, remove } from '../../core/database'
import { newReceipt } from '../../core/ids'
import type { Around } from '../../core/kind-ports'
import type { Marks } from '../../core/marks'
import type { Press } from '../../core/press'
import type { Sealer } from '../../core/seal'
import { lockActivity } from './activity.service'
import { Certificate } from './certificate.entity'
import { mustOrganise, type Organised, organiserName } from './organiser'
import type { Order } from './papers.order'
import { RosterMark } from './roster.entity'

/** What the data key of a certificate belongs to. */
export const certificateRow = ({ id }: Pick<Certificate, 'id'>): string => `certificate:${id}`

/** Who came, as the roster says: an enrolment or a woman who was added at the door. */
export interface Came {
  id: string
  name: string
  /** she had not enrolled */
  walkIn: boolean
}

interface Words {
  name: string
  title: string
  startsAt: string
  endsAt: string
  organiser: string
}

export interface CertificatePorts {
  organised: Organised
  atlas(): Promise<Atlas>
  /** everybody who came, whom the caller may see @throws AppError notFound */
  came(caller: Caller, activity: string): Promise<Came[]>
  /** which of these are enrolments that are not erased, nor will be before the unit ends */
  notErased(m: Manager, ids: readonly string[]): Promise<ReadonlySet<string>>
  /** whether a caller may see the enrolment */
  maySee(caller: Caller, enrolment: string): Promise<boolean>
  /** where the pages are open to everybody */
  publicUrl?: string | undefined
}

export interface Certificates {
  /** everybody who came to an activity that is over @throws AppError notFound, notOpen */
  prepare(caller: Caller, activity: string, now: string): Promise<Came[]>
  /** one for each who has none yet */
  issue(m: Manager, caller: Caller, activity: string, came: readonly Came[], atlas: Atlas, now: string): Promise<void>
  list(caller: Caller, activity: string, after: string | undefined): Promise<{ items: CertificateRow[]; next: string | null }>
  /** what anybody is told who knows the number @throws AppError notFound */
  verify(typed: string): Promise<CertificateView>
  /** for her and for the organiser @throws AppError notFound, notOpen when it was revoked */
  print(caller: Caller, typed: string, as: 'pdf' | 'picture', now: string): Promise<Buffer>
  /** @throws AppError notFound, notOpen when it was already */
  revoke(m: Manager, caller: Caller, typed: string, reason: string, atlas: Atlas, now: string): Promise<void>
  /**
   * a new one for her whose own was revoked, with a number of its own; the old one stays known as revoked. `id`: of the new one;
   * `name`: as it should have been, when it was wrong @throws AppError notFound, notOpen
   */
  again(
    m: Manager,
    caller: Caller,
    typed: string,
    renewed: { id: string; name: string | undefined },
    atlas: Atlas,
    now: string,
  ): Promise<void>
  /** what its number would tell anybody @throws AppError notFound */
  viewOf(id: string): Promise<CertificateView>
  /** the number of a woman's valid certificate, for the page of her enrolment */
  found(m: Manager, enrolment: string, at: Around): Promise<{ certificate?: string }>
  /** with her enrolment: nobody can verify it any more */
  forget(m: Manager, enrolment: string): Promise<void>
}

const PAGE = 100
const NAME = text('姓名', 20)

const sayDate = (day: string): string => day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')

/** `2026年11月26日`, `2026年11月26日到11月28日`. */
function daysOf({ startsAt, endsAt }: Pick<Words, 'startsAt' | 'endsAt'>): string {
  const [first, last] = [dayOf(startsAt), dayOf(endsAt)]
  if (first === last) return sayDate(first)
  return `${sayDate(first)}到${first.slice(0, 4) === last.slice(0, 4) ? sayDate(last).slice(5) : sayDate(last)}`
}

/** The line of the first one is bound by the id. */
const boundOf = (row: Omit<Certificate, 'mark'>) =>
  [
    ...([row.id, row.number, row.activityId, row.issuedAt, row.issuedBy, row.revokedAt, row.revokedBy] as const),
    ...(row.lineId === row.id ? [] : [row.lineId]),
  ] as const

export interface CertificateParts {
  db: Database
  seal: Sealer
  marks: Marks
  press: Press<Order>
  ports: CertificatePorts
}

/** Certificates of having come: issued by the organiser, verified by anybody, revoked with a reason. */
export function certificatesService({ db, seal, marks, press, ports }: CertificateParts): Certificates {
  const unknown = () => new AppError('notFound', '没有这个编号的证书，请核对编号')
  /** Where anybody verifies a certificate. */
  const addressOf = (number: string) => (ports.publicUrl ? { address: `${ports.publicUrl}/certificate/${number}` } : {})
  const open = (row: Certificate): Words => seal.open<Words>(certificateRow(row), row.dataKey, 'words', row.words)
  /** For a list: one that is damaged must not take the others with it. */
  const nameOn = (row: Certificate): string => {
    try {
      return String(mask(NAME, open(row).name))
    } catch {
      return '名字打不开了'
    }
  }
  const marked = (row: Omit<Certificate, 'mark'>): Certificate => ({ ...row, mark: marks.of('certificate', boundOf(row)) })
  const whole = (row: Certificate | null | undefined): Certificate => {
    if (!row || !marks.hold('certificate', boundOf(row), row.mark)) throw unknown()
    return row
  }
  const find = async (m: Manager, typed: string): Promise<Certificate> => {
    const number = readReceipt(typed)
    return whole(number === undefined ? null : await m.findOneBy(Certificate, { number }))
  }
  const view = (row: Certificate): CertificateView => {
    const { name, title, organiser, ...times } = open(row)
    const told = { number: row.number, name, title, days: daysOf(times), organiser, valid: row.revokedAt === null }
    return { ...told, ...addressOf(row.number) }
  }
  const made = (line: Pick<Certificate, 'id' | 'lineId' | 'activityId' | 'issuedAt' | 'issuedBy'>, told: Words): Certificate => {
    const dataKey = seal.newKey(certificateRow(line))
    const words = seal.seal(certificateRow(line), dataKey, 'words', told)
    return marked({ ...line, number: newReceipt(), revokedAt: null, revokedBy: null, dataKey, words, reason: '' })
  }

  return {
    prepare: async (caller, id, now) => {
      const activity = await mustOrganise(ports.organised, db.read, caller, id, await ports.atlas())
      if (now < activity.endsAt) throw new AppError('notOpen', '活动结束以后才能发证书')
      return ports.came(caller, id)
    },
    issue: async (m, caller, id, came, atlas, now) => {
      const activity = await mustOrganise(ports.organised, m, caller, id, atlas)
      // Two organisers may issue at once.
      await lockActivity(m, id)
      const ids = came.map((one) => one.id)
      const has = new Set((await m.findBy(Certificate, { lineId: In(ids) })).map((row) => row.lineId))
      // Who was erased since the roster was read stays so.
      const enrolled = await ports.notErased(m, ids)
      const added = new Set((await m.findBy(RosterMark, { id: In(ids), dataKey: Not('') })).map((mark) => mark.id))
      const { title, startsAt, endsAt } = activity
      const rows = came
        .filter((one) => !has.has(one.id) && (one.walkIn ? added : enrolled).has(one.id))
        .map((one) => {
          const told: Words = { name: one.name, title, startsAt, endsAt, organiser: organiserName(activity, atlas) }
          return made({ id: one.id, lineId: one.id, activityId: id, issuedAt: now, issuedBy: caller.account }, told)
        })
      if (rows.length > 0) await insert(m, Certificate, rows)
    },
    list: async (caller, activityId, after = '') => {
      await mustOrganise(ports.organised, db.read, caller, activityId, await ports.atlas())
      const rows = await db.read
        .createQueryBuilder(Certificate, 'c')
        .where('c.activity_id = :activityId AND c.id > :after', { activityId, after })
        .orderBy('c.id')
        .limit(PAGE + 1)
        .getMany()
      const items = rows
        .slice(0, PAGE)
        .map((row) => ({ number: row.number, name: nameOn(row), issuedAt: row.issuedAt, revokedAt: row.revokedAt }))
      return { items, next: rows.length > PAGE ? (rows[PAGE - 1]?.id ?? null) : null }
    },
    verify: async (typed) => view(await find(db.read, typed)),
    viewOf: async (id) => view(whole(await findOne(db.read, Certificate, { id }))),
    print: async (caller, typed, as, now) => {
      const row = await find(db.read, typed)
      const allowed =
        (await ports.maySee(caller, row.lineId)) || (await ports.organised(db.read, caller, row.activityId, await ports.atlas()))
      if (!allowed) throw unknown()
      if (row.revokedAt) throw new AppError('notOpen', '这张证书已经撤销了')
      const { name, title, organiser, ...times } = open(row)
      const told = {
        name,
        title,
        organiser,
        days: daysOf(times),
        issued: sayDate(dayOf(row.issuedAt)),
        number: row.number,
        ...addressOf(row.number),
      }
      return press.print({ paper: 'certificate', as, told }, now, caller.account)
    },
    revoke: async (m, caller, typed, reason, atlas, now) => {
      const row = await find(m, typed)
      if (!(await ports.organised(m, caller, row.activityId, atlas))) throw unknown()
      const {
        mark,
        revokedAt,
        revokedBy,
        reason: sealed,
      } = marked({
        ...row,
        revokedAt: now,
        revokedBy: caller.account,
        reason: seal.seal(certificateRow(row), row.dataKey, 'reason', reason),
      })
      const done = await changeOne(
        m,
        Certificate,
        'id = :id AND revoked_at IS NULL',
        { id: row.id },
        { mark, revokedAt, revokedBy, reason: sealed },
      )
      if (!done) throw new AppError('notOpen', '这张证书已经撤销了')
    },
    again: async (m, caller, typed, { id, name }, atlas, now) => {
      const { lineId, activityId } = await find(m, typed)
      if (!(await ports.organised(m, caller, activityId, atlas))) throw unknown()
      // Two organisers may do so at once, and she may be erased meanwhile: then it is not there any more.
      await lockActivity(m, activityId)
      await ports.notErased(m, [lineId])
      const row = await find(m, typed)
      if (row.revokedAt === null) throw new AppError('notOpen', '这张证书还有效，撤销以后才能重新发')
      if (await findOne(m, Certificate, { lineId, revokedAt: null })) throw new AppError('notOpen', '已经重新发过了')
      const told = { ...open(row), ...(name === undefined ? {} : { name }) }
      await insert(m, Certificate, made({ id, lineId, activityId, issuedAt: now, issuedBy: caller.account }, told))
    },
    found: async (m, id, { about, now }) => {
      // None is issued before the end, when most of these pages are looked at.
      if (now < String(about.endsAt)) return {}
      const row = await findOne(m, Certificate, { lineId: id, revokedAt: null })
      return row ? { certificate: row.number } : {}
    },
    forget: (m, id) => remove(m, Certificate, { lineId: id }),
  }
}
