import { mp3 } from '../../support/recordings'
import { DRAFTED, freshSlug } from './campaign.records'
import { fields, made, NOT_THERE, NOT_YOURS, NOTHING, no, type Outcome, ok, page } from './fields'
import type { House } from './house'
import type { Row } from './matrix'
import type { RecordName } from './records'

const CADRES = 'village otherVillage farVillage town otherTown farTown county farCounty'
const DESKS = 'editor section leader'
const EVERYBODY = 'strangers otherwise'
const ALL = (answer: Outcome): Row['cells'] => ({ [EVERYBODY]: answer })

const asked = (
  route: string,
  of: RecordName,
  cells: Row['cells'],
  body?: (house: House) => unknown,
  more: Partial<Row> & { query?: string } = {},
): Row => {
  const { query = '', ...rest } = more
  const pathOf = (id: string) => `${(route.split(' ')[1] as string).replace(/:slug|:id/, id)}${query}`.replace(':page', 'door')
  return { route, of, ask: ({ id }, house) => ({ path: pathOf(id), ...(body ? { body: body(house) } : {}) }), cells, depth: 1, ...rest }
}

const ROW = 'slug title theme cover from until placeId place'
const VIEW = ok(fields(`${ROW} id lead changedAt correction leaveNow texts[] quizzes[] events[]`))
const DATED = 'publishedAt changedAt correction leaveNow'
const TEXT_FIELDS =
  'id slug sort title no publishedNo? withdrawnFor campaign{} mayWrite checks waits mayRemark remarks[] versions[] shown{}'
const TEXT = ok(fields(TEXT_FIELDS))
const REMARKED = made(fields(TEXT_FIELDS))
const SHOWN = ok(
  fields('id slug sort title no publishedNo withdrawnFor campaign{} mayWrite checks waits mayRemark remarks[] versions[] shown{}'),
)
const mine = page(
  fields('id slug place events[] texts[].id texts[].slug texts[].sort texts[].title texts[].no texts[].publishedNo? texts[].withdrawnFor'),
)
const DESK = made(fields('items[] next?'))

const PICTURE = fields('id at checked? picture{}')
const RECORDING = fields('id at checked? recording{}')
/** Only who keeps the campaign: to all others there is none. */
const keepers = (answer: Outcome): Row['cells'] => ({ county: answer, otherwise: NOT_THERE })
const ofCampaign = (route: string, cells: Row['cells'], file?: (house: House) => Buffer): Row => ({
  ...{ route, of: 'draftCampaign', cells, depth: 1 },
  ask: ({ id }, house) => ({ path: `${route.split(' ')[1]}?campaign=${id}`, ...(file ? { picture: file(house) } : {}) }),
})

/** Only who keeps the campaign; those who review it know that it is there. */
const kept = (answer: Outcome): Row['cells'] => ({ county: answer, [DESKS]: NOT_YOURS, otherwise: NOT_THERE })

export const campaignRows: readonly Row[] = [
  asked('get /campaigns', 'campaign', ALL(ok(fields('items[] next?')))),
  asked('get /campaigns/:slug', 'campaign', ALL(VIEW)),
  asked('get /campaigns/scanned/:id', 'scannedCampaign', ALL(VIEW)),
  asked('get /campaigns/scanned/:id', 'draftCampaign', ALL(NOT_THERE)),
  asked('get /campaigns/:slug/code.jpg', 'campaign', ALL(ok([]))),
  // A code for a board is counted: only her own cadres make one.
  asked('get /campaigns/:slug/code.jpg', 'campaign', { county: ok([]), [EVERYBODY]: NOT_THERE }, undefined, {
    query: '?village=v01',
    knows: 'everybody',
  }),
  asked('get /campaigns/:slug/poster.pdf', 'campaign', { county: ok([]), otherwise: NOT_THERE }, undefined, { query: '?village=v01' }),
  asked(
    'get /campaigns/:slug/articles/:page',
    'campaign',
    ALL(ok(fields(`campaign{} slug sort title summary ${DATED} blocks[] citations[]`))),
  ),
  {
    ...asked('get /campaigns/:slug/quizzes/:page', 'campaign', ALL(ok(fields(`campaign{} slug title no ${DATED} questions[]`)))),
    ask: ({ id }) => ({ path: `/campaigns/${id}/quizzes/quiz` }),
  },
  asked('get /campaigns/:slug/reads', 'campaign', { county: ok(fields('times boards[] days[] quizzes[]')), otherwise: NOT_THERE }),
  asked('get /campaign-desk', 'draftCampaign', { county: mine, [CADRES]: NOTHING, otherwise: NOT_YOURS }, undefined, {
    list: true,
    depth: 9,
  }),
  asked('post /campaign-desk', 'nothing', { [CADRES]: DESK, otherwise: NOT_YOURS }, (house) => ({
    slug: freshSlug(house),
    content: DRAFTED.frame,
  })),
  asked('post /campaign-desk/:id/texts', 'draftCampaign', { county: DESK, otherwise: NOT_THERE }, (house) => ({
    ...{ sort: 'article', slug: freshSlug(house) },
    content: DRAFTED.article,
  })),
  asked('post /campaign-desk/:id/events', 'draftCampaign', { county: ok(fields('items[] next?')), otherwise: NOT_THERE }, () => ({
    activity: 'none',
    shown: false,
  })),
  asked('get /campaign-addresses', 'nothing', { [CADRES]: ok(fields('slug free')), otherwise: NOT_YOURS }, undefined, {
    query: '?title=冬日说法',
  }),
  {
    ...asked('get /campaign-addresses', 'draftCampaign', { county: ok(fields('slug free')), [CADRES]: NOT_THERE, otherwise: NOT_YOURS }),
    ask: ({ id }) => ({ path: `/campaign-addresses?slug=door&campaign=${id}` }),
  },
  {
    ...asked('post /campaigns/:slug/quizzes/:page/choices', 'campaign', ALL(ok([]))),
    ask: ({ id }) => ({ path: `/campaigns/${id}/quizzes/quiz/choices`, body: { no: 1, choices: [{ question: 0, option: 1 }] } }),
  },
  asked('post /campaign-previews', 'nothing', { [CADRES]: ok(['blocks[]']), otherwise: NOT_YOURS }, () => ({ body: '**要紧**' })),
  asked('get /campaign-texts/:id', 'draftText', { [`county ${DESKS}`]: TEXT, otherwise: NOT_THERE }),
  asked('get /campaign-texts/:id', 'publishedText', { [`county ${DESKS}`]: SHOWN, otherwise: NOT_THERE }),
  asked(
    'post /campaign-texts/:id/versions',
    'draftText',
    kept(TEXT),
    () => ({ sort: 'article', follows: 1, note: '', content: DRAFTED.article }),
    { knows: DESKS },
  ),
  asked('post /campaign-texts/:id/check', 'draftText', kept(TEXT), () => ({ no: 1 }), { knows: DESKS }),
  ofCampaign('post /campaign-pictures', keepers(made(PICTURE)), ({ picture }) => picture),
  ofCampaign('post /campaign-recordings', keepers(made(RECORDING)), () => mp3()),
  ofCampaign('get /campaign-media', keepers(ok(fields('items[] next?')))),
  asked('get /campaign-media/:id', 'campaignPicture', keepers(ok(PICTURE))),
  asked(
    'post /campaign-texts/:id/remarks',
    'draftText',
    { [DESKS]: REMARKED, county: NOT_YOURS, otherwise: NOT_THERE },
    () => ({ no: 1, paragraph: 1, note: '写清楚些' }),
    { knows: 'county' },
  ),
  asked('put /campaign-remarks/:id', 'remark', kept(TEXT), () => ({ reply: '照着改了', done: true }), { knows: DESKS }),
  asked('delete /campaign-remarks/:id', 'remark', { editor: TEXT, 'county section leader': NOT_YOURS, otherwise: NOT_THERE }, undefined, {
    knows: 'county section leader',
  }),
  asked('post /campaign-texts/:id/withdrawal', 'publishedText', kept(TEXT), () => ({ reason: '写错了' }), { knows: DESKS }),
  asked('get /publications/:id/sheet.pdf', 'publicationPublished', { [`her ${DESKS}`]: ok([]), otherwise: NOT_THERE }),
  asked('get /publications/:id/sheet.pdf', 'publicationScheduled', { [`her ${DESKS}`]: no(409), otherwise: NOT_THERE }, undefined, {
    knows: `her ${DESKS}`,
  }),
  asked('post /campaign-texts/:id/withdrawal', 'draftText', { ...kept(no(409)) }, () => ({ reason: '写错了' }), {
    knows: `county ${DESKS}`,
  }),
]
