import { newId } from '../../../cloud/core/ids'
import { newToken } from '../../../cloud/features/people/accounts.service'
import type { House } from '../../trust/access/house'
import { makeThing, type RecordName } from '../../trust/access/records'
import type { Api, Json } from '../api'
import { mp3 } from '../recordings'
import { learnClaims, seedBooks, type Tables } from './books'
import { seedChildren } from './children'
import { type Dice, diceOf } from './dice'
import { type Operation, operationsOf } from './document'
import { judge, replayable } from './judge'
import { type Memory, memoryOf } from './memory'
import { seedPairs } from './pairs'
import { requestOf, type Sent } from './requests'
import { type Got, sender } from './send'
import { storedFaults } from './stored'

const TOGETHER = 16
const BATCH = 64
/** Far more than any answer takes on a busy machine. */
const HANGS_MS = 10_000
const WOMEN = ['wang', 'li', 'zhang', 'liu', 'chen', 'yang']

/** Things that there must be before anything can go wrong with them, and the word of their addresses. */
const SEEDED: readonly [RecordName, string][] = [
  ...(
    [
      'review',
      'seated',
      'waiting',
      'villageReview',
      'declaredAtTown',
      'declaredAtHr',
      'declaredAtBank',
      'petition',
      'advice',
      'aid',
      'pairing',
    ] as const
  ).map((name): [RecordName, string] => [name, 'applications']),
  ['attended', 'activities'],
  ['certified', 'activities'],
  ...Array<[RecordName, string]>(5).fill(['certificate', 'certificates']),
  ['grant', 'grants'],
  ['picture', 'uploads'],
  ['notice', 'notices'],
  ['demoPerson', 'people'],
  ['campaign', 'addresses'],
  ['scannedCampaign', 'campaigns'],
  ['draftCampaign', 'campaign-desk'],
  ['draftText', 'campaign-texts'],
  ...Array<[RecordName, string]>(3).fill(['publishedText', 'campaign-texts']),
  ['publicationAtEditor', 'applications'],
  ['publicationPublished', 'publications'],
]
/** Only who keeps campaigns does something with their texts. */
const DESK = [
  'desk',
  'desk/{id}/texts',
  'desk/{id}/events',
  'texts/{id}/versions',
  'texts/{id}/check',
  'texts/{id}/withdrawal',
  'pictures',
  'recordings',
]

/** What only organisers of an activity do. */
const ORGANISERS = [
  'get seats',
  'post seats',
  'get changes',
  'post changes',
  'post cancellation',
  'get queue',
  'get roster',
  'get roster.pdf',
  'post roster/marks',
  'get boards',
  'get poster.pdf',
  'put absences',
  'get summary',
  'get certificates',
  'post certificates',
]

/** Women who have been to something and may say what they thought of it. */
const FINISHED = 2
const WATCHED = 5

const FIRST_ROUNDS = 10
const MORE_ROUNDS = 40
const AT_A_TIME = 6
/** What takes things away is left to chance: soon there would be nothing left. */
const TAKES = /revocation|cancellation|erasure|withdrawals|^delete/

interface Someone {
  account: string
  grants: readonly { role: string; place: string }[]
}

/** Women and officials, their tokens, and nobody. All have a WeChat identity: words of theirs can be checked. */
async function crowdOf({ cloud, callers, wechat }: House, more: ReadonlyMap<string, Someone>) {
  const people = new Map<string, Someone>(more)
  for (const [name, api] of Object.entries(callers)) if ('grants' in api && api.grants.length > 0) people.set(name, api)
  for (const name of WOMEN) {
    wechat.visit(name)
    people.set(name, await cloud.woman({ name: '李春花', village: 'v01' }, name))
  }
  const tokens = new Map<string, string>()
  const { app, clock } = cloud
  const signIn = async (name: string) => {
    const token = newToken()
    tokens.set(name, token)
    await app.db.write((m) => app.accounts.startSession(m, (people.get(name) as Someone).account, token))
  }
  for (const name of people.keys()) await signIn(name)
  return {
    tokens,
    names: [...people.keys(), 'nobody'],
    signIn,
    /** gives officials back what a county cadre took from them @returns the grants that it gave */
    mend: async (): Promise<string[]> => {
      const given: string[] = []
      for (const { account, grants } of people.values()) {
        const now = (await app.accounts.caller(account))?.grants ?? []
        for (const { role, place } of grants) {
          if (now.some((grant) => grant.role === role && grant.place === place)) continue
          const id = newId(clock.now())
          given.push(id)
          await app.db.write((m) => app.grants.record(m, { id, account, role: role as never, place, by: null, at: clock.now() }))
        }
      }
      return given
    },
  }
}

/** @returns who must be in the crowd as well, for only she can do something with a thing of hers, and the tables that may be sent */
async function seed(house: House, memory: Memory): Promise<{ owners: Map<string, Someone>; tables: SentTables }> {
  const { callers } = house
  const rosters: string[] = []
  // Few may do these: chance would hardly find them.
  memory.managed('post /api/grants', 'county')
  for (const path of ['policies', 'lpr']) memory.managed(`post /api/loan/${path}`, 'county')
  for (const path of ['', '/paper.pdf', '/picture.jpg']) memory.managed(`get /api/certificates/{number}${path}`, 'town')
  for (const path of DESK) memory.managed(`post /api/campaign-${path}`, 'county')
  for (const path of [
    'campaign-texts/{id}',
    'campaigns/{slug}/reads',
    'campaigns/{slug}/poster.pdf',
    'campaigns/{slug}/code.jpg',
    'campaign-media',
    'campaign-media/{id}',
    'campaign-desk',
  ])
    memory.managed(`get /api/${path}`, 'county')
  memory.managed('get /api/publications/{id}/sheet.pdf', 'editor')
  for (const operation of ORGANISERS) memory.managed(operation.replace(' ', ' /api/activities/{id}/'), 'town')
  const readings = await seedChildren(house, memory)
  const tables = { ...(await seedBooks(house, memory)), readings }
  const owners = new Map<string, Someone>()
  for (let i = 0; i < FINISHED; i++) {
    const name = `came${i}`
    // Her words can be checked, too.
    house.wechat.visit(name)
    const { id, her } = await makeThing(house, 'certifiedEnrolment', name)
    memory.add('enrolments', id)
    owners.set(name, her)
    for (const method of ['get', 'put']) memory.managed(`${method} /api/enrolments/{id}/feedback`, name)
  }
  // She may take back what she agreed to; whoever is above looks after what is late.
  const declared = await makeThing(house, 'declaredReleased', 'declared')
  house.wechat.visit('declared')
  owners.set('declared', declared.her)
  memory.add('declarations', declared.id)
  for (let i = 0; i < WATCHED; i++) memory.add('watched', (await makeThing(house, 'declaredLate')).id)
  memory.managed('get /api/loan/cases/{id}/under', 'county')
  memory.managed('post /api/applications/{id}/looked-after', 'county')
  memory.managed('post /api/applications/{id}/consents', 'declared')
  for (const [name, her] of await seedPairs(house, memory)) {
    house.wechat.visit(name)
    owners.set(name, her)
  }
  for (const [name, sort] of SEEDED) {
    const { id } = await makeThing(house, name)
    memory.add(sort, id)
    if (sort === 'activities') rosters.push(`/api/activities/${id}/roster`)
  }
  for (const [who, api] of Object.entries(callers) as [string, Api][]) {
    for (const box of ['inbox', 'mine', 'handled']) {
      const { items = [] } = (await api.get(`/api/applications?box=${box}`)).body
      for (const { id } of items) memory.learn(who, '/api/applications', (await api.get(`/api/applications/${id}`)).body)
    }
    for (const path of ['/api/activities', '/api/grants', '/api/notices', '/api/calls', '/api/campaign-desk', ...rosters])
      memory.learn(who, path, (await api.get(path)).body)
  }
  memory.learn('declared', '/api/applications', (await declared.her.get(`/api/applications/${declared.id}`)).body)
  return { owners, tables }
}

/** What goes on beside the requests: the work that nobody waits for. */
async function workOn({ cloud: { app, clock } }: House): Promise<void> {
  clock.advance(60_000)
  await app.work.checkTexts()
  while ((await app.work.tellChanges()) > 0);
  while ((await app.work.dispatch()) > 0);
  await app.work.tick()
  await app.work.remind()
  await app.work.alarm()
  await app.work.keepChildren()
  await app.work.remindOfCompany()
  await app.work.forgetDiaries()
  await app.work.drawClaims()
}

export interface Fuzzed {
  /** what went wrong: the seed, the number of the request, and the request itself */
  findings: string[]
  requests: number
  /** operations that were never once done as they are meant */
  untouched: string[]
  /** how many were answered with each status */
  statuses: Record<number, number>
  slowestMs: number
}

interface SentTables extends Tables {
  readings: Buffer
}

/** What is sent to an address that takes a file. */
const fileOf = (dice: Dice, picture: Buffer, { repayments, payments, readings }: SentTables) => {
  const recording = mp3()
  return (path: string): Buffer => {
    if (/-recordings$|sounds$/.test(path)) return recording
    if (path.endsWith('/child-access/check')) return readings
    if (path.endsWith('/payments')) return dice.pick(payments)
    return path.endsWith('/imports') ? dice.pick(repayments) : picture
  }
}

interface Told {
  /** the OpenAPI document, as the server gives it */
  document: Json
  seed: number
  requests: number
  /** only operations at these paths, e.g. for a control */
  only?: RegExp
}

/** What stores something is asked more often than what only shows, and cases most of all: there is the most to go wrong. */
const weightOf = ({ method, path }: Operation): number => (method === 'get' ? 1 : /applications|activities$/.test(path) ? 10 : 2)

const turnOf = ({ method, path }: Operation): number => (method === 'get' ? 0 : /applications\//.test(path) ? 2 : 1)

const nameOf = ({ method, path }: Operation): string => `${method} ${path}`

function learnFrom(memory: Memory, { who, method, path }: Sent, { status, text }: Got): void {
  if (status < 300 && method !== 'HEAD' && text.startsWith('{')) memory.learn(who, path, JSON.parse(text))
}

/** Sends requests made from the document, judges each answer, and at the end everything that is stored. */
export async function fuzz(house: House, { document, seed: number, requests, only }: Told): Promise<Fuzzed> {
  const { cloud, wechat, picture, callers } = house
  const operations: Operation[] = operationsOf(document).filter(({ path }) => !only || only.test(path))
  const often = operations.flatMap((operation) => Array<Operation>(weightOf(operation)).fill(operation))
  const memory = memoryOf((await callers.nobody.get('/api/kinds')).body)
  const { owners, tables } = await seed(house, memory)
  const crowd = await crowdOf(house, owners)
  const given = new Set((await cloud.app.db.read.query('SELECT id FROM grant_given')).map(({ id }: { id: string }) => id) as string[])
  const dice = diceOf(number)
  const { send, close } = sender(cloud.url, crowd.tokens, HANGS_MS, TOGETHER)
  const untouched = new Set(operations.map(nameOf))
  const result: Fuzzed = { findings: [], untouched: [], requests: 0, statuses: {}, slowestMs: 0 }

  const whoFor = (operation: Operation, knownPercent: number) => {
    const able = memory.able(nameOf(operation))
    return able.length > 0 && dice.percent(knownPercent) ? dice.pick(able) : dice.pick(crowd.names)
  }
  const makers = (operation: Operation, knownPercent: number) => ({
    ...{ document, memory, dice, now: cloud.clock.now(), who: whoFor(operation, knownPercent) },
    wechatCode: (path: string) => (path.includes('phone') ? wechat.newPhoneCode('13900004321') : wechat.newCode(dice.pick(WOMEN))),
  })
  const note = async (sent: Sent, got: Got) => {
    result.requests += 1
    result.statuses[got.status] = (result.statuses[got.status] ?? 0) + 1
    result.slowestMs = Math.max(result.slowestMs, got.ms)
    const wrong = judge(document, sent, got)
    const operation = nameOf(sent.operation)
    if (got.status === sent.operation.status && sent.method === sent.operation.method.toUpperCase()) {
      untouched.delete(operation)
      if (!TAKES.test(operation)) memory.managed(operation, sent.who)
    }
    if (wrong) result.findings.push(`seed ${number}, request ${result.requests}: ${wrong}\n${replayable(sent)}`)
    learnFrom(memory, sent, got)
    if (sent.path.includes('sign-out') && got.status === 200 && crowd.tokens.has(sent.who)) await crowd.signIn(sent.who)
  }

  const fileFor = fileOf(dice, picture, tables)

  const ask = async (many: number, choose: (i: number) => Operation, meant = false, knownPercent = 50) => {
    const sent = Array.from({ length: many }, (_, i) => {
      const operation = choose(i)
      return requestOf(makers(operation, knownPercent), operation, fileFor, meant)
    })
    const got = await Promise.all(sent.map(send))
    for (const [i, one] of sent.entries()) await note(one, got[i] as Got)
  }
  const goOn = async () => {
    await workOn(house)
    await learnClaims(callers, memory)
    for (const id of await crowd.mend()) given.add(id)
  }

  // While everything is as it was seeded, each is asked as it is meant: later chance may have closed the one thing that answers.
  // What moves a case on comes last, or in the same moment it would end what another asks for.
  const gentle = operations.filter((operation) => !TAKES.test(nameOf(operation)))
  const turns = [0, 1, 2].map((turn) => gentle.filter((operation) => turnOf(operation) === turn))
  for (let round = 0; !only && round < FIRST_ROUNDS; round++)
    for (const turn of turns) await ask(turn.length, (i) => turn[i] as Operation, true, round % 2 === 0 ? 100 : 50)
  for (let batch = 0; result.requests < requests; batch++) {
    await ask(BATCH, () => dice.pick(often))
    if (batch % 8 === 7) await goOn()
  }
  // What chance has not reached is asked some more.
  for (let round = 0; !only && round < MORE_ROUNDS && untouched.size > 0; round++) {
    const left = operations.filter((operation) => untouched.has(nameOf(operation)))
    await ask(left.length * AT_A_TIME, (i) => left[i % left.length] as Operation, round % 2 === 1)
    if (round % 8 === 7) await goOn()
  }
  close()
  result.untouched.push(...untouched)
  result.findings.push(...(await storedFaults(cloud.app, given)).map((fault) => `seed ${number}: ${fault}`))
  return result
}
