import { isIdCard } from '@shared/core/fields'
import { addDays, addMs, dayOf } from '@shared/core/time'
import { noticeOn } from '@shared/features/child/child.notice'
import sharp from 'sharp'
import type { App } from '../app'
import type { Caller } from '../core/caller'
import { newId } from '../core/ids'
import { cleanPicture } from '../core/pictures'
import { demoWomen } from './demo-county'

/** A right ID number (GB 11643) of a woman or girl of the invented county; the order tells those of one day apart. */
function inventedCard(birthDay: string, order: number): string {
  const body = `990101${birthDay.replace(/-/g, '')}${String(order).padStart(2, '0')}2`
  return [...'0123456789X'].map((last) => body + last).find(isIdCard) as string
}

/** Which of the demonstration's women are caring mothers, and what each can give. */
const MOTHERS = [
  { woman: 0, gives: ['visits', 'company', 'clothes'], when: ['weekends'], reach: 'village', speaks: ['local', 'mandarin'], most: 1 },
  { woman: 11, gives: ['tutoring', 'calls'], when: ['evenings', 'weekends'], reach: 'town', speaks: ['mandarin', 'local'], most: 2 },
  { woman: 1, gives: ['calls', 'visits', 'tutoring'], when: ['weekends', 'holidays'], reach: 'town', speaks: ['local'], most: 2 },
] as const

/** The children whom the first village's cadre has registered; one of them only as a stub. All names are invented. */
const CHILDREN = [
  { name: '罗小满', birthDay: '2016-05-20', situation: 'leftBehind', level: 'middle', reasons: ['oldCarer', 'noContact'] },
  { name: '唐苗苗', birthDay: '2013-09-08', situation: 'hardship', level: 'low', reasons: ['poverty'] },
  { situation: 'leftBehind' },
] as const

/** A white sheet, where a signature or a paper would be. */
async function sheet({ keeping: { uploads } }: App, caller: Caller, now: string): Promise<string> {
  const blank = sharp({ create: { width: 600, height: 300, channels: 3, background: '#ffffff' } })
  const id = newId(now)
  await uploads.store(caller, id, await cleanPicture(await blank.jpeg().toBuffer()), now)
  return id
}

interface Hands {
  /** who holds an office at a place */
  cadreOf(place: string): Promise<Caller>
  woman(index: number): Promise<Caller>
}

async function acceptMothers(app: App, { cadreOf, woman }: Hands, now: string): Promise<void> {
  const atlas = await app.regions.atlas()
  for (const [n, { woman: index, ...can }] of MOTHERS.entries()) {
    const { name, village, phone, birthYear } = demoWomen[index] as (typeof demoWomen)[number]
    const her = await woman(index)
    const no = { harmed: false, habits: false, neglected: false, punished: false, unwell: false }
    const input = {
      ...{ name, village, phone, idCard: inventedCard(`${birthYear}-03-08`, n), ...can, experienced: true, ...no },
      ...{ checkConsent: true, promise: await sheet(app, her, now) },
    }
    const id = newId(addMs(now, n))
    const step = async (who: Caller, move: string, version: number, answers: object) =>
      app.db.write((m) => app.applications.move(m, who, id, move, { version, input: { ...answers } }, atlas, now))
    await app.db.write((m) => app.applications.create(m, her, id, { kind: 'caringMother', move: 'submit', input }, atlas, now))
    const town = atlas.find(village)?.chain.town as string
    await step(await cadreOf(village), 'vouch', 1, { opinion: '人品好，邻里都信得过' })
    await step(await cadreOf(town), 'accept', 2, { checkResult: 'clear', checkDay: addDays(dayOf(now), -40) })
  }
}

async function registerChildren(app: App, { cadreOf }: Hands, now: string): Promise<void> {
  const atlas = await app.regions.atlas()
  const today = dayOf(now)
  const village = 'v01'
  const cadre = await cadreOf(village)
  for (const [n, child] of CHILDREN.entries()) {
    const at = addMs(now, n)
    const id = newId(at)
    await app.db.write((m) => app.children.begin(m, cadre, id, { village, situation: child.situation }, atlas, at))
    if (!('name' in child)) continue
    const consent = {
      ...({ relation: 'grandparent', name: '张奶奶', way: 'paper', day: today, notice: noticeOn(today).version } as const),
      pictures: [await sheet(app, cadre, at)],
    }
    const parts = {
      identity: { name: child.name, sex: 'girl', birthDay: child.birthDay, card: inventedCard(child.birthDay, n) },
      guardian: { name: '张奶奶', phone: '13900002001' },
      contact: { address: '柳溪村三组', meetAt: '村里的儿童之家', called: child.name.slice(1) },
      risk: { level: child.level, reasons: [...child.reasons] },
      care: { needs: ['tutoring', 'calls', 'company'] },
    }
    const given = { version: 1, consent, parts }
    await app.db.write((m) => app.children.register(m, { caller: cadre, id, given, now: at }))
  }
}

/** Caring mothers who are let in, and children of the first village under their coded names; nobody is paired yet. */
export async function seedCare(app: App, hands: Hands, now: string): Promise<string> {
  await acceptMothers(app, hands, now)
  await registerChildren(app, hands, now)
  return `${MOTHERS.length} 位爱心妈妈，${CHILDREN.length} 份儿童档案`
}
