import { AppError } from '@shared/core/errors'
import { mask, text } from '@shared/core/fields'
import { readReceipt } from '@shared/core/receipt'
import { dayOf } from '@shared/core/time'
import type { CertificateRow, CertificateView } from '@shared/features/activity/papers.schema'
import { In } from 'typeorm'
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

const boundOf = (row: Omit<Certificate, 'mark'>) =>
  [row.id, row.number, row.activityId, row.issuedAt, row.issuedBy, row.revokedAt, row.revokedBy] as const

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
  const find = async (m: Manager, typed: string): Promise<Certificate> => {
    const number = readReceipt(typed)
    const row = number === undefined ? null : await m.findOneBy(Certificate, { number })
    if (!row || !marks.hold('certificate', boundOf(row), row.mark)) throw unknown()
    return row
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
      const has = new Set((await m.findBy(Certificate, { id: In(came.map((one) => one.id)) })).map((row) => row.id))
      // Who was erased since the roster was read stays so.
      const enrolled = await ports.notErased(
        m,
        came.map((one) => one.id),
      )
      const { title, startsAt, endsAt } = activity
      const rows = came
        .filter((one) => !has.has(one.id) && (one.walkIn || enrolled.has(one.id)))
        .map((one) => {
          const dataKey = seal.newKey(certificateRow(one))
          const told: Words = { name: one.name, title, startsAt, endsAt, organiser: organiserName(activity, atlas) }
          const words = seal.seal(certificateRow(one), dataKey, 'words', told)
          const made = { id: one.id, number: newReceipt(), activityId: id, issuedAt: now, issuedBy: caller.account }
          return marked({ ...made, revokedAt: null, revokedBy: null, dataKey, words, reason: '' })
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
    verify: async (typed) => {
      const row = await find(db.read, typed)
      const words = open(row)
      return {
        number: row.number,
        name: words.name,
        title: words.title,
        days: daysOf(words),
        organiser: words.organiser,
        valid: row.revokedAt === null,
        ...addressOf(row.number),
      }
    },
    print: async (caller, typed, as, now) => {
      const row = await find(db.read, typed)
      const allowed = (await ports.maySee(caller, row.id)) || (await ports.organised(db.read, caller, row.activityId, await ports.atlas()))
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
    found: async (m, id, { about, now }) => {
      // None is issued before the end, when most of these pages are looked at.
      if (now < String(about.endsAt)) return {}
      const row = await findOne(m, Certificate, { id })
      return row && row.revokedAt === null ? { certificate: row.number } : {}
    },
    forget: (m, id) => remove(m, Certificate, { id }),
  }
}
