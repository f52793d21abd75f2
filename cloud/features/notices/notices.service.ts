import { AppError } from '@shared/core/errors'
import type { Leads, Tell } from '@shared/core/telling'
import type { CallView, NoticeView } from '@shared/features/notices/notices.schema'
import { In } from 'typeorm'
import type { Caller } from '../../core/caller'
import { changeOne, type Database, find, insert, isDuplicate, type Manager, remove } from '../../core/database'
import { newId } from '../../core/ids'
import type { Sealer } from '../../core/seal'
import { MessagePermission, Notice, Outbox } from './notice.entity'

const PAGE = 20
/** With its account: words that are moved to somebody else's inbox do not open there. */
export const noticeRow = ({ id, accountId }: Pick<Notice, 'id' | 'accountId'>) => `notice:${id}:${accountId}`

export interface Words {
  title: string
  text: string
  leads?: Leads
}

/** What notices need to know of people and cases. */
export interface NoticePorts {
  accountsOf(m: Manager, to: Tell['to']): Promise<string[]>
  readUpTo(account: string): Promise<string>
  markRead(m: Manager, account: string, upTo: string): Promise<void>
  /** a place and those below it */
  covered(place: string): Promise<string[]>
  /** the place whose cadres call a person of this case when no message reaches her */
  callingPlace(m: Manager, application: string): Promise<string | null>
  /** the applicant's name and masked phone, as the caller may see them */
  contact(caller: Caller, application: string): Promise<{ who: string; phone: string; title: string } | undefined>
}

export interface Notices {
  /** `application`: null for what is about no case; nobody is telephoned about it then */
  tell(m: Manager, tells: readonly Tell[], about: { application: string | null; now: string }): Promise<void>
  list(caller: Caller, after: string | undefined): Promise<{ items: NoticeView[]; next: string | null; unread: boolean }>
  read(m: Manager, caller: Caller, upTo: string): Promise<void>
  allow(m: Manager, caller: Caller, answers: readonly { template: 'progress' | 'todo'; answer: string }[]): Promise<void>
  calls(caller: Caller, after: string | undefined): Promise<{ items: CallView[]; next: string | null }>
  /** the places whose people a caller may call */
  coveredBy(caller: Caller): Promise<string[]>
  called(m: Manager, covered: readonly string[], id: string, result: string, now: string): Promise<void>
  /** account → whether a message about a case has arrived, by any way */
  reached(m: Manager, applicationId: string): Promise<ReadonlyMap<string, Outbox['state']>>
  /** destroys the words about a case, or to an account; what has not gone out is not sent any more */
  forget(m: Manager, of: { applicationId: string } | { accountId: string }): Promise<void>
  /** @throws Error when the text cannot be opened */
  words(notice: Notice): Words
}

const ERASED: Words = { title: '这条消息已经删除', text: '这件事的内容已经按要求删除。' }
const UNREADABLE: Words = { title: '有一条消息打不开了', text: '请打开这件事看最新进展，或者问问妇联。' }

const WHY: Record<string, string> = {
  noWechat: '她没有用微信登录过',
  notAllowed: '她没有同意再收微信消息',
  refused: '她没有同意再收微信消息',
  permanent: '微信没有送达',
  tooOften: '微信一直没有送达',
}

/** In-app notices, permissions for WeChat messages, and whom to call when neither reached her. */
export function noticesService(db: Database, seal: Sealer, ports: NoticePorts): Notices {
  const words = (notice: Notice): Words => seal.open<Words>(noticeRow(notice), notice.dataKey, 'words', notice.words)
  // One text that is damaged or erased must not take the rest of the list with it.
  const shownWords = (notice: Notice): Words => {
    if (notice.dataKey === '') return ERASED
    try {
      return words(notice)
    } catch {
      return UNREADABLE
    }
  }
  const coveredBy = async (caller: Caller) => (await Promise.all(caller.grants.map((g) => ports.covered(g.place)))).flat()

  const noticeFor = (accountId: string, { sort, title, text, leads }: Tell, about: { application: string | null; now: string }): Notice => {
    const id = newId(about.now)
    const dataKey = seal.newKey(noticeRow({ id, accountId }))
    const sealed = seal.seal(noticeRow({ id, accountId }), dataKey, 'words', { title, text, ...(leads ? { leads } : {}) } satisfies Words)
    return { id, accountId, applicationId: about.application, sort, dataKey, words: sealed, at: about.now }
  }
  const onItsWay = ({ id, at }: Notice, placeId: string | null, urgent: boolean): Outbox => ({
    ...{ id, state: 'waiting', attempts: 0, nextAt: at, lease: null, failure: null, placeId, urgent, called: null, doneAt: null },
  })

  return {
    words,
    tell: async (m, tells, about) => {
      const told: { notice: Notice; isCalled: boolean; urgent: boolean }[] = []
      for (const tell of tells)
        for (const account of await toldBy(m, tell))
          told.push({
            notice: noticeFor(account, tell, about),
            isCalled: !('role' in tell.to || tell.uncalled),
            urgent: tell.urgent === true,
          })
      if (told.length === 0) return
      const isCalled = about.application !== null && told.some((one) => one.isCalled)
      const callingPlace = isCalled ? await ports.callingPlace(m, about.application as string) : null
      await insert(
        m,
        Notice,
        told.map(({ notice }) => notice),
      )
      await insert(
        m,
        Outbox,
        told.map(({ notice, isCalled, urgent }) => onItsWay(notice, isCalled ? callingPlace : null, urgent)),
      )
    },
    list: async (caller, after) => {
      const query = db.read.createQueryBuilder(Notice, 'n').where('n.account_id = :account', { account: caller.account })
      if (after) query.andWhere('n.id < :after', { after })
      const [rows, readUpTo] = await Promise.all([
        query
          .orderBy('n.id', 'DESC')
          .limit(PAGE + 1)
          .getMany(),
        ports.readUpTo(caller.account),
      ])
      const items = rows.slice(0, PAGE).map((n) => {
        const { title, text, leads = null } = shownWords(n)
        return { id: n.id, sort: n.sort, title, text, application: n.applicationId, leads, at: n.at, read: n.id <= readUpTo }
      })
      return { items, next: rows.length > PAGE ? (items[PAGE - 1]?.id ?? null) : null, unread: items.some((n) => !n.read) }
    },
    read: async (m, caller, upTo) => {
      // An id from the future would make all news to come look read, and nobody would call her.
      if (!(await m.existsBy(Notice, { id: upTo, accountId: caller.account }))) throw new AppError('notFound', '没有找到这条消息')
      await ports.markRead(m, caller.account, upTo)
    },
    allow: async (m, caller, answers) => {
      for (const { template, answer } of answers) {
        if (answer === 'accept') await addPermission(m, { accountId: caller.account, template })
      }
    },
    calls: async (caller, after) => {
      const query = db.read
        .createQueryBuilder(Outbox, 'o')
        .where({ state: 'failed', placeId: In(await coveredBy(caller)) })
        .andWhere("(o.called IS NULL OR o.called = 'noAnswer')")
      if (after) query.andWhere('o.id < :after', { after })
      const rows = await query
        .orderBy('o.id', 'DESC')
        .limit(PAGE + 1)
        .getMany()
      const shown = rows.slice(0, PAGE)
      const notices = new Map((await db.read.findBy(Notice, { id: In(shown.map((o) => o.id)) })).map((n) => [n.id, n]))
      const items = await Promise.all(shown.map((o) => callView(caller, o, notices.get(o.id))))
      return { items: items.filter((c) => c !== undefined), next: rows.length > PAGE ? (shown[PAGE - 1]?.id ?? null) : null }
    },
    reached: async (m, applicationId) => {
      const told = await m.find(Notice, { where: { applicationId }, select: { id: true, accountId: true } })
      const states = new Map((await find(m, Outbox, { id: told.map(({ id }) => id) })).map(({ id, state }) => [id, state]))
      const best = new Map<string, Outbox['state']>()
      const order = ['failed', 'waiting', 'sent']
      for (const { id, accountId } of told) {
        const state = states.get(id)
        if (state && order.indexOf(state) > order.indexOf(best.get(accountId) ?? '')) best.set(accountId, state)
      }
      return best
    },
    forget: async (m, of) => {
      // Found first: an UPDATE by a column without an index would lock every row that it passes.
      const ids = (await m.find(Notice, { where: of, select: { id: true } })).map(({ id }) => id)
      for (const id of ids) {
        await changeOne(m, Notice, 'id = :id', { id }, { dataKey: '', words: '' })
        await remove(m, Outbox, { id })
      }
    },
    coveredBy,
    called: async (m, covered, id, result, now) => {
      const row = await m.findOneBy(Outbox, { id, state: 'failed' })
      if (!row?.placeId || !covered.includes(row.placeId)) throw new AppError('notFound', '没有找到这一条')
      // Nobody answered: she stays on the list.
      await changeOne(m, Outbox, 'id = :id', { id }, { called: result, doneAt: now })
    },
  }

  /** The accounts that a word is for: nobody from whom it is kept, by whatever account she comes. */
  async function toldBy(m: Manager, { to, except = [] }: Tell): Promise<string[]> {
    const out = (await Promise.all(except.map((person) => ports.accountsOf(m, { person })))).flat()
    return (await ports.accountsOf(m, to)).filter((account) => !out.includes(account))
  }

  async function addPermission(m: Manager, key: Pick<MessagePermission, 'accountId' | 'template'>): Promise<void> {
    const add = () =>
      changeOne(m, MessagePermission, 'account_id = :accountId AND template = :template', key, { remaining: () => 'remaining + 1' })
    if (await add()) return
    try {
      await insert(m, MessagePermission, { ...key, remaining: 1 })
    } catch (error) {
      // Her other phone was faster with the first one.
      if (!isDuplicate(error) || !(await add())) throw error
    }
  }

  async function callView(caller: Caller, outbox: Outbox, notice: Notice | undefined): Promise<CallView | undefined> {
    if (!notice?.applicationId || notice.id <= (await ports.readUpTo(notice.accountId))) return undefined
    const contact = await ports.contact(caller, notice.applicationId)
    return (
      contact && {
        id: outbox.id,
        application: notice.applicationId,
        ...contact,
        text: shownWords(notice).text,
        at: notice.at,
        why: WHY[outbox.failure ?? ''] ?? '没有送达',
      }
    )
  }
}
