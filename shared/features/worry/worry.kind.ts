import { days, minutes } from '../../core/deadline'
import { choice, choices, day, longText, phone, text, yesNo } from '../../core/fields'
import { defineKind, stay } from '../../core/kind'
import { LEVELS, ROLE_NAMES } from '../../core/place'
import { AUTHORITIES, dutiesOf, OUTCOMES, WORRY_KEPT_DAYS } from './worry.rules'
import { SIGNS } from './worry.words'

/** What cadres write for each other. */
const among = { seenBy: LEVELS } as const
/** Ids that only the effect reads: who is kept away is nobody's to read. */
const unseen = { seenBy: [] } as const
const levels = LEVELS.map((value) => ({ value, label: ROLE_NAMES[value] }))

const take = { label: '我来接手', done: '接手了', to: 'handling', effect: 'take', by: LEVELS } as const
const goUp = { label: '往上一级', done: '15分钟没有人接手，请上一级', by: 'system' } as const

type Told = Readonly<{ answers: Readonly<Record<string, unknown>> }>
const told = ({ answers }: Told): readonly string[] => (answers.told ?? []) as readonly string[]
/** Whose turn it is after so many quarters of an hour. */
const turn = (n: number) => (facts: Told) => told(facts).slice(n, n + 1)
const fewer = (n: number) => (facts: Told) => told(facts).length < n

type Handled = Readonly<{ raisedAt?: string | undefined; authority?: unknown; whyNot?: unknown; visited?: unknown }>
/** When each thing is due that is still to be done, the next first. */
function openDuties({ raisedAt: at, authority, whyNot, visited }: Handled): string[] {
  if (at === undefined) return []
  return dutiesOf({ at, done: { ...(authority || whyNot ? { report: at } : {}), ...(visited ? { visit: at } : {}) } }).map(({ due }) => due)
}

/**
 * Somebody has seen or heard of something that may harm a child. All three levels are told at once; what nobody takes within 15 minutes goes
 * a level up, and in the end it is telephoned. What is to be done has hours, and there is no end without an outcome.
 */
export const worry = defineKind({
  kind: 'worry',
  title: '担心一个孩子',
  about: 'child',
  neutral: true,
  discreet: true,
  urgent: true,
  fields: {
    danger: yesNo('孩子现在有危险吗', { hint: '有危险，先打110，再回来写' }),
    seen: choices('看到、听到了什么', SIGNS, { hint: '能选几样选几样，不用弄清楚真假' }),
    words: longText('事情的经过', 1000, { hint: '什么时候、在哪里、看到什么、孩子说了什么，写几句就行' }),
    phone: phone('您的手机号', { optional: true, profile: 'phone', hint: '接手的人好马上找到您' }),
    leftOut: text('不想让谁知道', 26, { ...unseen, optional: true }),
    named: text('这件事和谁有关', 134, { ...unseen, optional: true }),
    name: text('谁提出的', 20, { ...among, profile: 'name', recorded: true }),
    told: choices('告诉了哪几级', levels, { recorded: true }),
    raisedAt: text('什么时候提出的', 24, { recorded: true }),
    takenBy: choice('哪一级接手的', levels, { recorded: true }),
    takenAt: text('什么时候接手的', 24, { recorded: true }),
    more: longText('补充', 1000, {
      hint: '又看到、听到了什么，做了什么。和看得到这件事的人有关的，不要写在这里：回到孩子的页面再点“我担心这个孩子”，在那里选上她，她就看不到',
    }),
    note: longText('记一笔', 1000, { ...among, hint: '只有接手的几级妇联看得到' }),
    authority: choice('报告给谁', AUTHORITIES, among),
    reportDay: day('哪天报告的', among),
    reportClock: text('几点报告的', 20, { ...among, hint: '比如 下午3点20分' }),
    reporter: text('谁去报告的', 20, among),
    receiver: text('谁接的，有没有回执', 60, { ...among, optional: true }),
    account: longText('报告了什么', 1000, { ...among, hint: '对方怎么答复的也写下来' }),
    whyNot: longText('为什么不用报告', 500, among),
    visited: longText('孩子现在怎么样', 1000, { ...among, hint: '见到了谁、孩子说了什么、怎么安排的' }),
    outcome: choice('结果', OUTCOMES),
    harm: yesNo('有没有受到侵害的嫌疑', among),
    result: longText('怎么处理的', 1000, among),
    reply: longText('想对提出的人说的话', 300, {
      optional: true,
      phrases: ['谢谢您及时告诉我们，孩子现在平安', '谢谢您，已经由有关部门接手，请不要对外说'],
    }),
  },
  start: 'draft',
  states: {
    draft: {
      label: '填写中',
      hers: '还没有发出去',
      tone: 'danger',
      waitsFor: 'applicant',
      noDeadline: '没有发出去的只在她的手机上',
      moves: {
        raise: {
          label: '马上告诉妇联',
          done: '告诉了妇联',
          to: 'first',
          effect: 'tell',
          asks: ['danger', 'seen', 'words', 'phone', 'leftOut', 'named'],
        },
      },
    },
    first: {
      label: '等人接手',
      hers: '已经告诉妇联，等人接手',
      tone: 'danger',
      waitsFor: LEVELS,
      clock: { after: minutes(15), move: 'goUp', hurries: true },
      moves: { take, goUp: { ...goUp, to: 'second' } },
    },
    second: {
      label: '15分钟没有人接手',
      hers: '还没有人接手，请打电话',
      tone: 'danger',
      waitsFor: LEVELS,
      tells: turn(1),
      skip: { to: 'telephone', when: fewer(2) },
      clock: { after: minutes(15), move: 'goUp', hurries: true },
      moves: { take, goUp: { ...goUp, to: 'third' } },
    },
    third: {
      label: '30分钟没有人接手',
      hers: '还没有人接手，请打电话',
      tone: 'danger',
      waitsFor: LEVELS,
      tells: turn(2),
      skip: { to: 'telephone', when: fewer(3) },
      clock: { after: minutes(15), move: 'goUp', hurries: true },
      moves: { take, goUp: { ...goUp, done: '一直没有人接手，要打电话', to: 'telephone' } },
    },
    telephone: {
      label: '一直没有人接手',
      hers: '还没有人接手，请打电话',
      tone: 'danger',
      waitsFor: LEVELS,
      within: minutes(15),
      lateAgain: ({ answers }) => openDuties(answers),
      moves: { take },
    },
    handling: {
      label: '在办',
      hers: '有人接手了',
      tone: 'wait',
      waitsFor: LEVELS,
      // Who has taken it knows; the others see it in their lists.
      tells: () => [],
      dueAt: ({ answers, now }) => openDuties(answers)[0] ?? now,
      lateAgain: ({ answers }) => openDuties(answers),
      moves: {
        report: {
          label: '报告了，记下来',
          done: '报告了有关部门',
          to: 'handling',
          asks: ['authority', 'reportDay', 'reportClock', 'reporter', 'receiver', 'account'],
        },
        judge: { label: '核实过，不用报告', done: '核实过，不用报告', to: 'handling', asks: ['whyNot'] },
        visit: { label: '去看过孩子，记下来', done: '去看过孩子', to: 'handling', asks: ['visited'] },
        close: {
          label: '办结',
          done: '办结了',
          to: 'closed',
          effect: 'close',
          asks: ['outcome', 'harm', 'result', 'reply'],
          confirm: '办结以后不能再改。孩子安全了吗？',
        },
      },
    },
    closed: { label: '办结了', hers: '办结了，谢谢您', tone: 'ok', keptFor: days(WORRY_KEPT_DAYS) },
  },
  anywhere: {
    add: {
      label: '补充',
      done: '补充了情况',
      to: stay,
      effect: 'hear',
      by: 'applicant',
      asks: ['more', 'leftOut', 'named'],
      except: ['draft'],
    },
    name: { label: '写明和谁有关', done: '写明了和谁有关', to: stay, effect: 'name', by: LEVELS, asks: ['named'], except: ['draft'] },
    jot: { label: '记一笔', done: '记了一笔', to: stay, by: LEVELS, asks: ['note'], except: ['draft'] },
  },
})
