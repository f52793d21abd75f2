import { workdays } from '../../core/deadline'
import { choice, extra, longText } from '../../core/fields'
import { defineKind } from '../../core/kind'
import { profileFields } from '../../core/profile'
import { sayTime } from '../../core/time'
import { sayPriority } from './enrolment.priority'
import { enrolmentVerdicts, needsBirthYear, type Subject } from './enrolment.rules'

/** Why she gives her seat back, when she likes to say. */
const WHY_NOT = [
  { value: 'family', label: '家里有事' },
  { value: 'ill', label: '身体不舒服' },
  { value: 'far', label: '路远没车' },
  { value: 'other', label: '其他' },
] as const

const subject = (about: Readonly<Record<string, unknown>>) => about as unknown as Subject

function sayCalledOff({ title, startsAt, calledOff }: Subject): string {
  const { why, next } = calledOff ?? { why: '' }
  const reason = why ? `原因：${why}。` : ''
  return `${sayTime(startsAt)}的“${title}”主办方取消了。${reason}${next ? `${sayTime(next.startsAt)}还有“${next.title}”，点开就能报名。` : ''}`
}

/** A woman's place in an activity (报名). Seats are counted by the effects, never here. */
export const enrolment = defineKind({
  kind: 'enrolment',
  title: '活动报名',
  about: 'activity',
  fields: {
    name: profileFields.name,
    village: profileFields.village,
    phone: profileFields.phone,
    birthYear: { ...profileFields.birthYear, askedWhen: (about) => needsBirthYear(subject(about).rules) },
    extra: extra('主办方还想知道'),
    whyNot: choice('为什么来不了', WHY_NOT, { optional: true, hint: '说一声，方便以后安排；不说也行' }),
    reason: longText('原因', 200, {
      phrases: ['这次名额先给没参加过的姐妹', '材料和本人情况对不上，请来妇联核对', '请先参加基础班，再报这一期'],
    }),
    plea: longText('想跟主办方说的话', 100, { hint: '一两句就行，比如为什么这次特别想来' }),
    exception: longText('为什么同意', 100, {
      phrases: ['名额有富余', '情况特殊，确实需要学', '上次报了，家里有急事没去成'],
    }),
  },
  start: 'draft',
  states: {
    draft: {
      label: '填写中',
      hers: '还没提交',
      tone: 'wait',
      waitsFor: 'applicant',
      noDeadline: '报名截止以前随时可以提交',
      moves: {
        submit: {
          label: '报名，并通知我',
          done: '交了报名',
          to: ['review', 'seated', 'waiting'],
          effect: 'enrol',
          ruled: true,
          asks: ['name', 'village', 'phone', 'birthYear', 'extra'],
        },
        ask: {
          label: '问问主办方',
          done: '问了主办方能不能来',
          to: 'asking',
          effect: 'plead',
          asks: ['name', 'village', 'phone', 'birthYear', 'extra', 'plea'],
        },
      },
    },
    asking: {
      label: '请求破例',
      hers: '等主办方答复',
      tone: 'wait',
      says: ({ about }) => `您问了${subject(about).organiser}这次能不能来，3个工作日内答复您。`,
      waitsFor: 'organiser',
      within: workdays(3),
      moves: {
        admit: { label: '同意她来', done: '破例同意了', to: ['seated', 'waiting'], effect: 'takeSeat', asks: ['exception'] },
        refuse: { label: '不同意', done: '没有同意', to: 'refused', asks: ['reason'], tone: 'danger' },
        cancel: { label: '不问了', done: '不问了', to: 'cancelled', by: 'applicant', tone: 'danger', confirm: '确定不问了吗？' },
      },
    },
    review: {
      label: '主办方审核',
      hers: '等主办方答复',
      tone: 'wait',
      says: ({ about }) => `您的报名已经交给${subject(about).organiser}，3个工作日内答复您。`,
      waitsFor: 'organiser',
      within: workdays(3),
      moves: {
        accept: { label: '同意', done: '同意了', to: ['seated', 'waiting'], effect: 'takeSeat', batch: true },
        refuse: { label: '不同意', done: '没有同意', to: 'refused', asks: ['reason'], tone: 'danger' },
        cancel: { label: '不报了', done: '取消了报名', to: 'cancelled', by: 'applicant', tone: 'danger', confirm: '确定不报名了吗？' },
      },
    },
    seated: {
      label: '已报名',
      hers: '报上名了',
      tone: 'ok',
      says: ({ about, now }) => {
        const { title, where, startsAt } = subject(about)
        return `您报上了“${title}”，${sayTime(startsAt)}在${where}，${now < startsAt ? '请按时来' : '已经开始了'}。`
      },
      moves: {
        cancel: {
          label: '取消报名',
          done: '取消了报名',
          to: 'cancelled',
          by: 'applicant',
          effect: 'freeSeat',
          asks: ['whyNot'],
          tone: 'danger',
          confirm: '取消后名额会马上让给排队的姐妹，确定取消吗？',
        },
      },
    },
    waiting: {
      label: '候补',
      hers: '在排队',
      tone: 'wait',
      says: ({ about, found }) => {
        const { title, rules } = subject(about)
        const order = sayPriority(rules.priority)
        return `“${title}”名额满了，您排第${found.position}位。有人退出就轮到您，会马上告诉您。${order ? `${order}。` : ''}`
      },
      moves: {
        offer: { label: '给她留名额', done: '有名额了，先留着', to: 'offered', by: 'system', effect: 'offer' },
        promote: { label: '补上名额', done: '有人退出，轮到您了', to: ['seated', 'passedBy'], by: 'system', effect: 'promote' },
        letIn: { label: '让她来', done: '有名额了，主办方请她来', to: 'seated', by: 'organiser', effect: 'letIn' },
        cancel: {
          label: '不排了',
          done: '不排队了',
          to: 'cancelled',
          by: 'applicant',
          effect: 'leaveQueue',
          tone: 'danger',
          confirm: '不排了以后再报，要从队尾重新排，确定吗？',
        },
      },
    },
    offered: {
      label: '等她答复',
      hers: '有名额了，请答复',
      tone: 'wait',
      says: ({ about, found }) => {
        const { title, where, startsAt } = subject(about)
        return `“${title}”有名额了，${sayTime(startsAt)}在${where}。给您留到${sayTime(String(found.until))}，来不来，点一下就行，都没关系。`
      },
      waitsFor: 'applicant',
      clock: { at: ({ found }) => String(found.until), move: 'lapse' },
      moves: {
        accept: { label: '我来', done: '答应来', to: 'seated', effect: 'keepSeat' },
        decline: { label: '这次不来', done: '这次不来', to: 'declined', effect: 'passOn' },
        hurry: { label: '活动提前了', done: '活动提前，名额留的时间短了', to: 'offered', by: 'system', effect: 'hurry' },
        lapse: { label: '让给下一位', done: '没有等到答复，让给了下一位', to: 'lapsed', by: 'system', effect: 'passOn' },
      },
    },
    declined: {
      label: '这次不来',
      hers: '下次再来',
      tone: 'plain',
      says: ({ about }) => `“${subject(about).title}”这次您不来，名额让给下一位了。不影响以后，下次再来。`,
    },
    lapsed: {
      label: '没有答复',
      hers: '让给了下一位',
      tone: 'plain',
      says: ({ about }) => `没有等到您的答复，“${subject(about).title}”的名额让给了下一位。不影响以后，还想来可以再排队。`,
    },
    passedBy: {
      label: '已有别的名额',
      hers: '让给了下一位',
      tone: 'plain',
      says: ({ about }) =>
        `轮到您的时候，您已经报上了别的活动，按“${subject(about).title}”的条件不能两次都来，名额让给了下一位。想来这一次，可以取消那一次再报名。`,
    },
    calledOff: { label: '活动取消', hers: '主办方取消了', tone: 'plain', says: ({ about }) => sayCalledOff(subject(about)) },
    cancelled: { label: '已取消', hers: '已取消', tone: 'plain', says: ({ about }) => `您已经取消了“${subject(about).title}”的报名。` },
    refused: {
      label: '未通过',
      hers: '这次没通过',
      tone: 'danger',
      says: ({ about, answers }) => `“${subject(about).title}”这次没有通过，原因：${answers.reason ?? '没有写明'}`,
    },
  },
  anywhere: {
    // What she has only begun to fill in is hers; the rules tell her when she sends it.
    callOff: { label: '活动取消了', done: '主办方取消了活动', to: 'calledOff', by: 'system', effect: 'callOff', except: ['draft'] },
  },
  rules: ({ about, answers, now }) => enrolmentVerdicts(subject(about), answers, now),
})
