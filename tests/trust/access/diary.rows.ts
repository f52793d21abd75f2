import { entry } from '../../support/diaries'
import { mp3 } from '../../support/recordings'
import { fields, made, NOT_THERE, ok, page, SIGN_IN_FIRST } from './fields'
import type { Row } from './matrix'
import type { RecordName } from './records'

const CADRES = 'village town county'
const TEXT = fields('day way words child worry voice picture')
const under = (at: string) => TEXT.map((name) => `${at}.${name}`)
const WRITINGS = [...fields('id entry replaces[] at', 'items[].'), ...under('items[].text'), ...fields('upTo more')]

/** Hers alone; of the days of her visits the cadres who look after the pair know as well. Whoever knows of the pairing is refused like all others. */
const hers = (of: RecordName, route: string, path: (upload: string) => string, cells: Row['cells'], body?: () => object): Row => ({
  ...{ route, of, knows: `her ${CADRES}`, cells: { ...cells, otherwise: NOT_THERE } },
  ask: ({ id, word }) => ({ path: `/pairings/${id}/${path(word)}`, ...(body ? { body: body() } : {}) }),
})
const [DIARY, WRITE, ENTRIES] = ['get /pairings/:id/diary', 'post /pairings/:id/diary', 'get /pairings/:id/entries']
const shown = (word: string) => `pictures/${word.split(' ')[0]}`
const heard = (word: string) => `sounds/${word.split(' ')[1]}`
const writing = () => ({ revisions: [entry('写信')] })

export const diaryRows: readonly Row[] = [
  hers('pairWritten', DIARY, () => 'diary', { her: ok(WRITINGS) }),
  hers('pairProposed', DIARY, () => 'diary', {}),
  hers('pairEnded', DIARY, () => 'diary', {}),
  hers('pairWritten', WRITE, () => 'diary', { her: ok(['ids[]']) }, writing),
  hers('pairAtVillage', WRITE, () => 'diary', {}, writing),
  hers('pairEnded', WRITE, () => 'diary', {}, writing),
  hers('pairWritten', ENTRIES, () => 'entries', { [`her ${CADRES}`]: page(fields('day way'), 'next? reminder.who reminder.at') }),
  hers('pairEnded', ENTRIES, () => 'entries', {}),
  hers('pairWritten', 'get /pairings/:id/pictures/:upload', shown, { her: ok([]) }),
  hers('pairWritten', 'get /pairings/:id/sounds/:upload', heard, { her: ok([]) }),
  {
    route: 'post /sounds',
    of: 'nothing',
    ask: () => ({ path: '/sounds', picture: mp3() }),
    cells: { strangers: SIGN_IN_FIRST, otherwise: made(fields('id seconds bytes')) },
  },
]
