import { createHash, randomInt } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { idCard, isIdCard, phone, pictures, text, village } from '@shared/core/fields'
import { type AnyKind, defineKind } from '@shared/core/kind'
import { profileFields } from '@shared/core/profile'
import { dayOf } from '@shared/core/time'
import { kinds } from '@shared/features/index'
import type { DiaryText } from '@shared/features/pairing/diary'
import sharp from 'sharp'
import { createLog } from '../../cloud/core/log'
import { rewrapAll } from '../../cloud/core/rotation'
import { type Sealer, sealer } from '../../cloud/core/seal'
import { keyringOf } from '../../cloud/core/settings'
import { eraseOneCase } from '../../cloud/tools/erasing'
import { sealedTables } from '../../cloud/tools/sealed-tables'
import { enrol, publish } from '../support/activities'
import type { Api } from '../support/api'
import { acceptedMother } from '../support/caring-mothers'
import {
  BORN,
  beginChild,
  cadresOf,
  cardOf,
  consentOf,
  mustBe,
  opened,
  openingOf,
  partsOf,
  picture,
  registerChild,
} from '../support/children'
import { type Cloud, ENGINES, type Engine, startCloud } from '../support/cloud'
import { entry, instead, writeIn } from '../support/diaries'
import { bytesBelow, inClear, waysToWrite, writtenOut } from '../support/in-clear'
import { paired, pairHouse } from '../support/pairings'
import { move } from '../support/publications'
import { closing, REPORT, raise } from '../support/worries'

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64')
const [K1, K2] = [`k1:${key(1)}`, `k2:${key(2)}`]
const ring = (...masters: string[]) => keyringOf(masters.join(','), key(9))
const digits = (many: number) => Array.from({ length: many }, () => randomInt(10)).join('')
const rare = () => String.fromCodePoint(0x4e00 + randomInt(0x4000))
const word = () => `${rare()}${rare()}${rare()}${rare()}`

function newIdCard(): string {
  const body = `110101${1950 + randomInt(40)}0${1 + randomInt(9)}1${randomInt(9)}${digits(3)}`
  return [...'0123456789X'].map((last) => body + last).find(isIdCard) as string
}

/** Somebody who is nowhere else, so that whatever is found is hers. */
const stranger = () => ({
  name: `欧阳${rare()}${rare()}`,
  phone: `139${digits(8)}`,
  card: newIdCard(),
  openId: `o${digits(20)}`,
  exif: `exif${digits(12)}`,
  child: `上官${rare()}${rare()}`,
  childCard: cardOf(BORN),
  childPhone: `137${digits(8)}`,
  home: word(),
  visit: word(),
  team: word(),
  worry: word(),
})
type Stranger = ReturnType<typeof stranger>

const papers: AnyKind = defineKind({
  kind: 'papers',
  title: '交材料',
  about: 'region',
  fields: {
    name: profileFields.name,
    village: village('所在村'),
    phone: phone('手机号', { profile: 'phone' }),
    card: idCard('身份证号'),
    photos: pictures('证件照片', 3),
    reason: text('原因', 50),
  },
  start: 'draft',
  states: {
    draft: {
      label: '填写中',
      waitsFor: 'applicant',
      noDeadline: '随时可以提交',
      moves: {
        submit: { label: '提交', to: 'village', asks: ['name', 'village', 'phone', 'card', 'photos'] },
        explode: { label: '出错', to: 'village', effect: 'explode', asks: ['name', 'village', 'phone'] },
      },
    },
    village: {
      label: '村级核实',
      waitsFor: 'village',
      noDeadline: '不限时',
      moves: { refuse: { label: '不通过', to: 'refused', asks: ['reason'] } },
    },
    refused: { label: '未通过' },
  },
})

/** Keeps everything as it is told. */
const nothingSealed: Sealer = {
  newKey: () => 'none',
  rewrap: (_row, wrapped) => wrapped,
  seal: (_row, _wrapped, _column, value) => JSON.stringify(value),
  open: (_row, _wrapped, _column, sealed) => JSON.parse(sealed),
  sealFile: (_row, _wrapped, data) => data,
  openFile: (_row, _wrapped, data) => data,
  lookup: (purpose, value) => createHash('sha256').update(`${purpose}|${value}`).digest('base64url'),
}

const photo = ({ exif }: Stranger) =>
  sharp({ create: { width: 90, height: 60, channels: 3, background: '#7a3b69' } })
    .withExif({ IFD0: { Artist: exif, ImageDescription: exif } })
    .jpeg()
    .toBuffer()

/** Her child is registered, looked at, corrected and destroyed; another one stays. */
async function register(cloud: Cloud, who: Stranger): Promise<void> {
  const { child, childCard, name: guardian, phone: number } = who
  const { village, colleague, county } = await cadresOf(cloud)
  const parts = {
    contact: { address: who.home, phone: who.childPhone, meetAt: who.home, called: child },
    household: { household: who.home, fatherAway: who.home, family: who.home },
    schooling: { school: who.home, teacher: guardian },
    health: { health: who.home, medicine: who.home },
    risk: { level: 'middle', reasons: ['oldCarer'], note: who.home },
    care: { needs: ['tutoring'], wishes: who.home },
  }
  const told = { identity: { name: child, card: childCard }, consent: { name: guardian }, parts }
  const { id, version } = await registerChild(village, told)
  const opening = await opened(village, colleague, id, ['identity', 'guardian', 'consents'])
  expect((await mustBe(200, village.post(`/api/child-openings/${opening}/reads`))).parts.identity.card).toBe(childCard)
  await mustBe(201, village.post(`/api/children/${id}/openings`, openingOf(['health'], { words: `看看${child}`, emergency: true })))
  const values = { name: guardian, phone: number }
  await mustBe(200, village.put(`/api/children/${id}/parts/guardian`, { version, values, why: `${guardian}换了号码${number}` }))
  await mustBe(409, village.post(`/api/children/${(await beginChild(village)).id}/registration`, await doubleOf(village, childCard)))
  const other = await registerChild(village, { identity: { name: child }, consent: { name: guardian } })
  await mustBe(200, county.post(`/api/children/${other.id}/erasure`, { words: `${guardian}要求` }))
}
const doubleOf = async (village: Api, card: string) => ({
  ...{ version: 1, consent: consentOf(await picture(village)), parts: partsOf({ card }) },
})

/** A mother writes of her visits to a child, and writes one of them better; she is in a team; she is worried, and it ends. */
async function care(cloud: Cloud, { visit, team, worry, phone: number }: Stranger): Promise<void> {
  const all = await pairHouse(cloud, dayOf(cloud.clock.now()))
  const id = await paired(all)
  const first = entry(visit, { child: visit, worry: visit })
  await mustBe(200, writeIn(all.her, id, first))
  await mustBe(200, writeIn(all.her, id, instead(first, [first.id], { ...first.text, words: `又见了，${visit}` } as DiaryText)))
  const mothers = [all.mother, await acceptedMother(await cloud.woman(), all, dayOf(cloud.clock.now()))]
  const made = await mustBe(201, all.town.post('/api/pairing-teams', { name: `${team}家`, mothers }))
  const renamed = { version: made.version, name: team, mothers }
  expect((await mustBe(200, all.town.put(`/api/pairing-teams/${made.id}`, renamed))).name).toBe(team)
  expect((await mustBe(200, all.town.get('/api/pairing-teams'))).items.map((one: { name: string }) => one.name)).toContain(team)
  await mustBe(200, move(all.her, id, 'tell', { goes: 'well', told: visit }))
  await mustBe(200, move(all.village, id, 'observe', { seems: 'well', noted: visit }))
  const worried = await mustBe(201, raise(all.her, id, { words: worry, phone: number, named: all.village.account }))
  await mustBe(200, move(all.her, worried.id, 'add', { more: worry }))
  await mustBe(200, move(all.town, worried.id, 'take'))
  await mustBe(200, move(all.town, worried.id, 'jot', { note: worry }))
  await mustBe(200, move(all.town, worried.id, 'report', { ...REPORT, account: worry, receiver: worry }))
  await mustBe(200, move(all.town, worried.id, 'visit', { visited: worry }))
  await mustBe(200, move(all.town, worried.id, 'close', closing({ result: worry, reply: worry })))
  await mustBe(200, move(all.her, id, 'end', { ending: 'otherwise', farewell: visit }))
}

/** A life with everything that somebody types, from her profile to what is refused, goes wrong, is rotated and is erased. */
async function live(cloud: Cloud, who: Stranger, renewed: Sealer): Promise<void> {
  const { app, clock } = cloud
  const { name, phone: number, card } = who
  const [her, cadre, town] = [
    await cloud.woman({}, who.openId),
    await cloud.official('village', 'v01', name),
    await cloud.official('town', 't1'),
  ]
  expect((await her.put('/api/profile', { name, phone: number, village: 'v01', birthYear: 1983 })).status).toBe(200)
  const photos = [(await her.upload(await photo(who))).body.id]
  const told = { name, village: 'v01', phone: number, card }
  const ask = (move: string, input: object) => her.post('/api/applications', { kind: 'papers', about: 'v01', move, input })
  expect((await ask('explode', { name, village: 'v01', phone: number })).status).toBe(500)
  expect((await ask('submit', { ...told, card: `${card}9`, photos })).status).toBe(422)
  const { status, body } = await ask('submit', { ...told, photos })
  expect(status).toBe(201)
  const shown = await cadre.post(`/api/applications/${body.id}/reveals`, { field: 'card', reason: `核对${name}的证件` })
  expect(shown.body.value).toBe(card)
  expect(
    (await cadre.post(`/api/applications/${body.id}/moves/refuse`, { version: 1, input: { reason: `${name}的证件看不清` } })).status,
  ).toBe(200)
  const about = await publish(town, clock.now(), { needsReview: true })
  const enrolled = (await enrol(her, about, { name, village: 'v01', phone: number })).body
  expect(
    (await town.post(`/api/applications/${enrolled.id}/moves/refuse`, { version: 1, input: { reason: `${name}已经报过` } })).status,
  ).toBe(200)
  while ((await app.work.dispatch()) > 0);
  expect((await town.get('/api/calls')).body.items).toMatchObject([{ who: name }, { who: name }])
  expect((await her.get('/api/notices')).body.items.length).toBeGreaterThan(1)
  await register(cloud, who)
  await care(cloud, who)
  await app.work.anchor()
  await rewrapAll(app.db, renewed, sealedTables, async () => undefined)
  await eraseOneCase(app, enrolled.id, { by: name, why: `${name}本人申请` })
}

/** Everything that the life has left anywhere: in the database, its logs, the folder of pictures and anchors, our own log. */
async function found(cloud: Cloud, who: Stranger, said: string[]): Promise<string[]> {
  const words = Object.values(who)
  const server = cloud.app.db.engine === 'mysql' ? await writtenOut(cloud.app.db) : undefined
  if (cloud.app.db.engine === 'mysql' && !server) throw new Error('the data files of MariaDB cannot be read: it must run on this machine')
  const logs = server
    ? readdirSync(server.server)
        .filter((name) => /^(ib|undo|aria)/.test(name))
        .map((name) => path.join(server.server, name))
    : []
  const places = [cloud.folder, ...(server ? [server.own, ...logs] : [])].map(bytesBelow)
  const pictures = readdirSync(path.join(cloud.folder, 'uploads')).filter((name) => name.endsWith('.jpg'))
  const seen = pictures.some((name) =>
    readFileSync(path.join(cloud.folder, 'uploads', name))
      .subarray(0, 2)
      .equals(Buffer.from([0xff, 0xd8])),
  )
  return [
    ...new Set([...places, Buffer.from(said.join(''))].flatMap((bytes) => inClear(bytes, words))),
    ...(seen ? ['a picture'] : []),
  ].sort()
}

async function lived(engine: Engine, seal?: Sealer): Promise<{ who: Stranger; found: string[] }> {
  const [said, who]: [string[], Stranger] = [[], stranger()]
  const explode = async () => Promise.reject(new Error(`cannot store ${who.name}\n${who.phone}`))
  const cloud = await startCloud(
    engine,
    { keys: ring(K1, K2) },
    {
      kinds: [...kinds, papers],
      effects: { 'papers.explode': explode },
      log: createLog('debug', { write: (line: string) => said.push(line) }),
      ...(seal ? { seal } : {}),
    },
  )
  try {
    await live(cloud, who, seal ?? sealer(ring(K2, K1)))
    return { who, found: await found(cloud, who, said) }
  } finally {
    await cloud.close()
  }
}

/** Every byte of a database server is read for every word, in every way in which it could be written. */
const PATIENCE_MS = 180_000

describe.each(ENGINES)('what a woman told on %s', (engine) => {
  it(
    'lies nowhere in clear: not in the database and its logs, not beside the pictures, not in our log',
    async () => {
      expect((await lived(engine)).found).toEqual([])
    },
    PATIENCE_MS,
  )

  it(
    'would be found by this very search if nothing were sealed',
    async () => {
      const { who, found } = await lived(engine, nothingSealed)
      const { exif: _, ...told } = who
      expect(found).toEqual([...Object.values(told), 'a picture'].sort())
    },
    PATIENCE_MS,
  )
})

it('looks for a word however it may be written', () => {
  const word = '欧阳玉蓉'
  const around = (bytes: Buffer) => [0, 1, 2].map((n) => Buffer.concat([Buffer.from('x'.repeat(n)), bytes, Buffer.from('yz')]))
  const ways = [
    ...around(Buffer.from(word)),
    Buffer.from(word, 'utf16le'),
    Buffer.from(word, 'utf16le').swap16(),
    ...around(Buffer.from(word)).map((bytes) => Buffer.from(bytes.toString('base64'))),
    ...around(Buffer.from(word)).map((bytes) => Buffer.from(bytes.toString('base64url'))),
    Buffer.from('{"name":"\\u6b27\\u9633\\u7389\\u84c9"}'),
    Buffer.from(Buffer.from(word).toString('hex')),
  ]
  expect(ways.map((bytes) => inClear(bytes, [word]).length)).toEqual(ways.map(() => 1))
  expect([inClear(Buffer.from('欧阳'), [word]), waysToWrite('13812345678').every((way) => way.length >= 11)]).toEqual([[], true])
})
