import { mustBe } from '../../support/children'
import { move } from '../../support/publications'
import { raise } from '../../support/worries'
import type { Person } from './callers'
import type { House } from './house'
import { pairingRecords } from './pairing.records'

/** She is the caring mother of a child and worried about it; then as far as it went. `kept`: from a cadre of the town. */
const worryAt =
  (stage: 'raised' | 'taken' | 'closed', kept = false) =>
  async (house: House, her: Person) => {
    const { county, town } = house.callers
    const { id: pairing, about } = await pairingRecords.pairTrial(house, her)
    let at = await mustBe(201, raise(her, pairing, kept ? { leftOut: town.account } : {}))
    const { id } = at
    if (stage !== 'raised') at = await mustBe(200, move(county, id, 'take'))
    if (stage === 'closed')
      at = await mustBe(200, move(county, id, 'close', { outcome: 'cleared', harm: false, result: '去看过，是误会', reply: '谢谢您' }))
    return { id: id as string, about, version: at.version as number }
  }

export const worryRecords = {
  worryRaised: worryAt('raised'),
  worryKept: worryAt('raised', true),
  worryTaken: worryAt('taken'),
  worryClosed: worryAt('closed'),
}
