import { workdays } from '../../core/deadline'
import { longText } from '../../core/fields'
import { defineKind } from '../../core/kind'
import { profileFields } from '../../core/profile'
import { sayTime } from '../../core/time'
import { enrolmentVerdicts, type Subject } from './enrolment.rules'

const subject = (about: Readonly<Record<string, unknown>>) => about as unknown as Subject

/** A woman's place in an activity (报名). Seats are counted by the effects, never here. */
export const enrolment = defineKind({
  kind: 'enrolment',
  title: '活动报名',
  about: 'activity',
  fields: {
    name: profileFields.name,
    village: profileFields.village,
    phone: profileFields.phone,
    birthYear: { ...profileFields.birthYear, askedWhen: (about) => subject(about).rules.birthYear !== undefined },
    reason: longText('原因', 200, {
      phrases: ['这次名额先给没参加过的姐妹', '材料和本人情况对不上，请来妇联核对', '请先参加基础班，再报这一期'],
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
          asks: ['name', 'village', 'phone', 'birthYear'],
        },
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
      says: ({ about }) => `您报上了“${subject(about).title}”，${sayTime(subject(about).startsAt)}在${subject(about).where}，请按时来。`,
      moves: {
        cancel: {
          label: '取消报名',
          done: '取消了报名',
          to: 'cancelled',
          by: 'applicant',
          effect: 'freeSeat',
          tone: 'danger',
          confirm: '取消后名额会马上让给排队的姐妹，确定取消吗？',
        },
      },
    },
    waiting: {
      label: '候补',
      hers: '在排队',
      tone: 'wait',
      says: ({ about, found }) => `“${subject(about).title}”名额满了，您排第${found.position}位。有人退出就轮到您，会马上告诉您。`,
      moves: {
        promote: { label: '补上名额', done: '有人退出，轮到您了', to: 'seated', by: 'system' },
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
    cancelled: { label: '已取消', hers: '已取消', tone: 'plain', says: ({ about }) => `您已经取消了“${subject(about).title}”的报名。` },
    refused: {
      label: '未通过',
      hers: '这次没通过',
      tone: 'danger',
      says: ({ about, answers }) => `“${subject(about).title}”这次没有通过，原因：${answers.reason ?? '没有写明'}`,
    },
  },
  rules: ({ about, answers, now }) => enrolmentVerdicts(subject(about), answers, now),
})
