import { acceptedMother } from '../../support/caring-mothers'
import { mustBe, picture, registerChild } from '../../support/children'
import { entry, sendSound, writeIn } from '../../support/diaries'
import { agreeTo, propose } from '../../support/pairings'
import { move } from '../../support/publications'
import { mp3 } from '../../support/recordings'
import { raise } from '../../support/worries'
import type { Person } from './callers'
import { lookedAt } from './children.records'
import type { House } from './house'

const CHECKED = '2026-11-20'

/** A child, and she is a caring mother whom nobody has asked yet. */
const childAndMother = async ({ callers }: House, her: Person) => {
  const word = await acceptedMother(her, callers, CHECKED)
  const { id } = await registerChild(callers.village)
  return { id: id as string, about: id as string, word }
}

type Stage = 'proposed' | 'consent' | 'agreed' | 'trial' | 'review' | 'active' | 'ended'
const STAGES: readonly Stage[] = ['proposed', 'consent', 'agreed', 'trial', 'review', 'active']

/** What the clock does at the end of a trial. */
const byClock = async ({ cloud: { app } }: House, id: string, name: string) => {
  const atlas = await app.regions.atlas()
  await app.db.write((m) => app.applications.moveBySystem(m, id, name, atlas, app.now()))
}

/** She has been asked by a cadre of the town; then as far as it went. */
async function takeTo(stage: Stage, house: House, her: Person, asked: { about: string; word: string; more?: object }) {
  const { village, town } = house.callers
  const { about, word, more } = asked
  const { id } = await mustBe(201, propose(town, about, word, more))
  const steps: Readonly<Partial<Record<Stage, () => Promise<unknown>>>> = {
    consent: () => mustBe(200, move(her, id, 'accept')),
    agreed: () => agreeTo(village, about),
    trial: () => mustBe(200, move(village, id, 'confirm')),
    review: () => byClock(house, id, 'comeDue'),
    active: () => byClock(house, id, 'pass'),
  }
  const last = stage === 'ended' ? 'trial' : stage
  for (const step of STAGES.slice(1, STAGES.indexOf(last) + 1)) await steps[step]?.()
  if (stage === 'ended') {
    await mustBe(200, move(village, id, 'observe', { seems: 'slow', noted: '奶奶说他夜里哭' }))
    await mustBe(200, move(town, id, 'end', { ending: 'time', farewell: '谢谢您' }))
  }
  const { version } = await mustBe(200, town.get(`/api/applications/${id}`))
  return { id: id as string, about, version: version as number }
}
const pairAt = (stage: Stage) => async (house: House, her: Person) => takeTo(stage, house, her, await childAndMother(house, her))

/** A child of whom another one is the mother already, and she comes beside her or takes over from her; `hers`: it is the other way round. */
const pairOfTwo = (how: 'beside' | 'behind', hers: 'first' | 'next') => async (house: House, her: Person) => {
  const { callers, cloud } = house
  const other = await cloud.woman()
  const [one, two] = hers === 'first' ? [her, other] : [other, her]
  const { id: about } = await registerChild(callers.village)
  const ask = async (who: Person, stage: Stage, more: object) =>
    takeTo(stage, house, who, { about, word: await acceptedMother(who, callers, CHECKED), more })
  const first = await ask(one, 'trial', { mode: how === 'beside' ? 'twoToOne' : 'oneToOne' })
  const next = await ask(two, 'consent', how === 'beside' ? { mode: 'twoToOne' } : { before: first.id })
  return { about: about as string, id: hers === 'first' ? first.id : next.id, word: hers === 'first' ? next.id : first.id }
}

/** She cares for a child, and an open worry names her. */
const pairNamed = async (house: House, her: Person) => {
  const made = await pairAt('trial')(house, her)
  await mustBe(201, raise(house.callers.county, made.about, { named: made.id }))
  return made
}

/** She and another mother of her town. */
const twoMothers = async ({ cloud, callers }: House, her: Person) => {
  const both = [await acceptedMother(her, callers, CHECKED), await acceptedMother(await cloud.woman(), callers, CHECKED)]
  const [id = '', other = ''] = both.sort()
  return { id, word: `${id}+${other}` }
}

/** She has written of a visit, with a picture and a sound. */
const written = async (house: House, her: Person) => {
  const { id, about } = await pairAt('trial')(house, her)
  const [shown, heard] = [await picture(her), (await mustBe(201, sendSound(her, mp3()))).id as string]
  await mustBe(200, writeIn(her, id, entry('一起包粽子', { worry: '有点咳嗽', picture: shown, voice: heard })))
  return { id, about, word: `${shown} ${heard}` }
}

export const pairingRecords = {
  twoMothers,
  pairingTeam: async (house: House, her: Person) => {
    const { word } = await twoMothers(house, her)
    const made = await mustBe(201, house.callers.town.post('/api/pairing-teams', { name: '柳溪小组', mothers: word.split('+') }))
    return { id: made.id as string, word, version: 1 }
  },
  pairWritten: written,
  childAndMother,
  pairProposed: pairAt('proposed'),
  pairAtVillage: pairAt('consent'),
  pairAgreed: pairAt('agreed'),
  pairTrial: pairAt('trial'),
  pairReview: pairAt('review'),
  pairActive: pairAt('active'),
  pairNamed,
  pairBeside: pairOfTwo('beside', 'next'),
  pairTakesOver: pairOfTwo('behind', 'next'),
  pairTakenOver: pairOfTwo('behind', 'first'),
  pairEnded: pairAt('ended'),
  /** Somebody for one child, and nobody for another: that one lives where none of the mothers comes. */
  pairingPlan: async (house: House, her: Person) => {
    const { cloud, callers } = house
    const [before, , far] = [
      await registerChild(callers.village),
      await childAndMother(house, her),
      await registerChild(await cloud.official('village', 'v09'), { village: 'v09' }),
    ]
    const { id } = await mustBe(201, callers.county.post('/api/pairing-plans', { mode: 'oneToMany' }))
    return { id: id as string, word: `${before.id} ${far.id}` }
  },
  /** She has looked how to meet the child, later than all other readings. */
  pairRevealed: async (house: House, her: Person) => {
    const { id, about } = await pairAt('trial')(house, her)
    return lookedAt(house, about, () => mustBe(200, her.post(`/api/pairings/${id}/reveals`)))
  },
}
