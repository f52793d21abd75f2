import { acceptedMother } from '../../support/caring-mothers'
import { mustBe, picture, registerChild } from '../../support/children'
import { entry, sendSound, writeIn } from '../../support/diaries'
import { agreeTo, propose } from '../../support/pairings'
import { move } from '../../support/publications'
import { mp3 } from '../../support/recordings'
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

/** She has been asked; then as far as it went. */
const pairAt = (stage: 'proposed' | 'consent' | 'trial' | 'ended') => async (house: House, her: Person) => {
  const { village, town } = house.callers
  const { about, word } = await childAndMother(house, her)
  const made = await mustBe(201, propose(town, about, word))
  const steps = { proposed: 0, consent: 1, trial: 2, ended: 3 }[stage]
  let at = made
  if (steps > 0) at = await mustBe(200, move(her, made.id, 'accept'))
  if (steps > 1) {
    await agreeTo(village, about)
    at = await mustBe(200, move(village, made.id, 'confirm'))
  }
  if (steps > 2) at = await mustBe(200, move(town, made.id, 'end', { ending: 'time' }))
  return { id: made.id as string, about, version: at.version as number }
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
  pairTrial: pairAt('trial'),
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
