import { sayLength, saySize } from '@shared/core/recording'
import { dayOf, sayDay, saySpan, sayTime } from '@shared/core/time'
import type { ArticleView, CampaignEvent, CampaignRow, CampaignView, QuizView } from '@shared/features/campaign/campaign.api'
import { type Citation, TEXT_SORTS } from '@shared/features/campaign/campaign.schema'
import { fittingPath, type RecordingFile } from '@shared/features/campaign/media.schema'
import { sayCitation } from '@shared/features/campaign/say-citation'
import { safe } from '../../../core/html'
import { POSTERS } from '../posters'
import { blocksHtml } from './blocks.html'
import { banner, pageHtml } from './frame'

const LETTERS = 'ABCD'
/** How wide a picture that is sent along should be, px. */
const SHARED = 720

export const pathOf = (campaign: string, page?: string): string => (page === undefined ? `/c/${campaign}` : `/c/${campaign}/${page}`)

const card = (path: string, title: string, ...notes: readonly string[]): string =>
  `<a class="card" href="${path}"><b>${safe(title)}</b>${notes.map((note) => `<span class="note">${safe(note)}</span>`).join('<br>')}</a>`

/** Where a page stands. */
export interface At {
  /** where the pages are open to everybody, without a slash at the end */
  origin: string | undefined
  /** whether a mini-program code can be drawn */
  hasCode: boolean
  /** the county whose forms a browser can send; undefined where it can send none */
  formsOf: string | undefined
}

const FORMS = [
  ['aid', '我要求助'],
  ['advice', '我要咨询'],
  ['petition', '我要反映'],
] as const

/** From what she reads to somebody who acts: by the code that opens the same campaign in the mini-program, or by its forms where a browser has them. */
function helpHtml(slug: string, { hasCode, formsOf }: At): string {
  // What is told to the county alone names the county.
  const about = (kind: string) => (kind === 'petition' ? encodeURIComponent(formsOf ?? '') : '')
  const forms = FORMS.map(([kind, label]) => `<a href="/#/pages/apply/index?kind=${kind}&amp;about=${about(kind)}">${label}</a>`)
  const ways = [
    ...(formsOf === undefined ? [] : [`<p>${forms.join('　')}</p>`]),
    ...(hasCode
      ? [
          `<p><a href="/api/campaigns/${slug}/code.jpg">微信扫这个码</a>，翻到“想有人帮一把”：求助、咨询、反映情况都在那里，不写名字也能反映。</p>`,
        ]
      : ['<p>在微信里打开“巾帼帮办”小程序，点“遇到难处”：求助、咨询、反映情况都在那里。</p>']),
  ]
  return `<section class="card"><b>想有人帮一把</b>${ways.join('')}<span class="note">着急就打下面的电话，不用注册。</span></section>`
}

const read = '<p><button type="button" class="read" hidden>读给我听</button></p>'

/** When it is, and whose it is. */
const span = ({ from, until, place }: CampaignRow): string =>
  `${from === until ? sayDay(from) : `${sayDay(from)}到${sayDay(until)}`}${place === '' ? '' : `，${safe(place)}妇联`}`

function citationsHtml(citations: readonly Citation[]): string {
  if (citations.length === 0) return ''
  return `<h2>法律依据</h2><ul>${citations.map((one) => `<li>${safe(sayCitation(one))}</li>`).join('')}</ul>`
}

const correctionHtml = (correction: string): string =>
  correction === '' ? '' : `<p class="corrected"><strong>更正：</strong>${safe(correction)}</p>`

function datesHtml({ publishedAt, changedAt }: Pick<ArticleView, 'publishedAt' | 'changedAt'>): string {
  const changed = changedAt === publishedAt ? '' : `，${sayDay(dayOf(changedAt), publishedAt)}更新`
  return `<p class="note">${dayOf(publishedAt).slice(0, 4)}年${sayDay(dayOf(publishedAt))}发布${changed}</p>`
}

/** Nothing of it is fetched before she wants to hear it; what that will cost is said. */
function recordingHtml(recording: RecordingFile | undefined): string {
  if (!recording) return ''
  const { src, seconds, bytes } = recording
  const note = `${sayLength(seconds)}，${saySize(bytes)}，点了才下载`
  return `<section class="card"><b>听一听</b><span class="note">${note}</span><audio controls preload="none" src="${safe(src)}"></audio></section>`
}

/** Papers to hang up, and a picture to send on. */
const postersHtml = (slug: string): string =>
  `<p class="note">贴到村里、发到群里：${POSTERS.map(({ name, label }) => `<a href="${pathOf(slug, name)}">${label}</a>`).join('　')}</p>`

/** All campaigns, in this order. */
export function listHtml(campaigns: readonly CampaignRow[], origin: string | undefined): string {
  const description = '妇女儿童权益的法律知识，用大白话讲；不用登录，谁都能看。'
  const cards = campaigns
    .map(({ slug, title, theme, place }) => card(pathOf(slug), title, theme, ...(place === '' ? [] : [`${place}妇联`])))
    .join('')
  const main = `${banner('scale', `<h1>懂法护己</h1><p class="note">${description}</p>`)}${cards}`
  return pageHtml({ title: '懂法护己 · 普法专题', description, path: '/c', leaveNow: false, main }, origin)
}

function sayRoom({ seatsLeft }: CampaignEvent): string {
  return seatsLeft > 0 ? `还有${seatsLeft}个名额` : '名额满了，可以排队'
}

/** Where somebody can be asked face to face, and how to put one's name down. @param hasCode whether a mini-program code can be drawn */
function eventsHtml({ slug, events }: CampaignView, hasCode: boolean): string {
  if (events.length === 0) return ''
  const days = events.map(
    (one) =>
      `<li><b>${safe(one.title)}</b><br>${saySpan(one.startsAt, one.endsAt)}<br>${safe(one.place)}<br>${sayRoom(one)}，${sayTime(one.enrolBy)}以前报名</li>`,
  )
  const code = hasCode ? `<a href="/api/campaigns/${slug}/code.jpg">微信扫这个码</a>，或者` : ''
  return `<div class="words"><h2>当面问一问</h2><ul>${days.join('')}</ul><p>报名：${code}在微信里打开“巾帼帮办”小程序，找到这个专题；也可以请村妇联代报。</p></div>`
}

export function campaignHtml(view: CampaignView, at: At): string {
  const { slug, title, theme, lead, cover, leaveNow, texts, quizzes, correction } = view
  const main = [
    banner(cover, `<h1>${safe(title)}</h1><div>${safe(theme)}</div>`),
    `<div class="words"><p>${safe(lead)}</p></div>${correctionHtml(correction)}${read}`,
    ...texts.map((text) => card(pathOf(slug, text.slug), text.title, `${TEXT_SORTS[text.sort]} · ${text.summary}`)),
    ...quizzes.map((quiz) => card(pathOf(slug, quiz.slug), quiz.title, `${quiz.count}道题，每道都讲为什么`)),
    eventsHtml(view, at.hasCode),
    helpHtml(slug, at),
    `<p class="note">${span(view)}</p>`,
    postersHtml(slug),
  ].join('')
  const up = { path: '/c', title: '全部专题' }
  return pageHtml({ title: `${title} · ${theme}`, description: lead, path: pathOf(slug), cover, up, leaveNow, main }, at.origin)
}

export function articleHtml(view: ArticleView, at: At): string {
  const { campaign, slug, sort, title, summary, blocks, citations, leaveNow, cover: shared, recording } = view
  const main = [
    banner(campaign.cover, `<div class="note">${TEXT_SORTS[sort]}</div><h1>${safe(title)}</h1>`),
    correctionHtml(view.correction),
    recordingHtml(recording),
    `${read}<article class="words">${blocksHtml(blocks)}</article>`,
    citationsHtml(citations),
    helpHtml(campaign.slug, at),
    datesHtml(view),
  ].join('')
  const up = { path: pathOf(campaign.slug), title: campaign.title }
  return pageHtml(
    {
      title: `${title} · ${campaign.title}`,
      description: summary,
      path: pathOf(campaign.slug, slug),
      cover: campaign.cover,
      ...(shared && { picture: fittingPath(shared, SHARED) }),
      up,
      leaveNow,
      main,
    },
    at.origin,
  )
}

function questionHtml({ text, options, right, explain, citation }: QuizView['questions'][number], i: number): string {
  const choices = options.map((option, at) => `<li>${LETTERS[at]}. ${safe(option)}</li>`).join('')
  const law = citation ? `<p class="note">${safe(sayCitation(citation))}</p>` : ''
  const answer = `<p><strong>${LETTERS[right]}. ${safe(options[right] as string)}</strong></p><p>${safe(explain)}</p>${law}`
  return `<section><h2>${i + 1}. ${safe(text)}</h2><ul class="choices">${choices}</ul><details><summary>看答案</summary>${answer}</details></section>`
}

/** A quiz to think about, each answer behind a tap; scripts are not needed. */
export function quizHtml(view: QuizView, at: At): string {
  const { campaign, slug, title, questions, leaveNow } = view
  const description = `${questions.length}道题，想好了再看答案，每道都讲为什么。`
  const main = [
    banner(campaign.cover, `<h1>${safe(title)}</h1><div class="note">${description}</div>`),
    correctionHtml(view.correction),
    `<div class="words">${questions.map(questionHtml).join('')}</div>`,
    helpHtml(campaign.slug, at),
    datesHtml(view),
  ].join('')
  const up = { path: pathOf(campaign.slug), title: campaign.title }
  return pageHtml(
    { title: `${title} · ${campaign.title}`, description, path: pathOf(campaign.slug, slug), cover: campaign.cover, up, leaveNow, main },
    at.origin,
  )
}

/** What is shown instead of a page: that there is none, or that it cannot be had just now. */
export function insteadHtml(title: string, why: string): string {
  const main = `${banner('scale', `<h1>${title}</h1>`)}<p>${why}</p><p><a href="/c">看看全部专题</a></p>`
  return pageHtml({ title, description: why, path: '/c', leaveNow: false, main }, undefined)
}
