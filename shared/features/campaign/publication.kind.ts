import { workdays } from '../../core/deadline'
import { choice, day, longText, whole } from '../../core/fields'
import { defineKind } from '../../core/kind'
import { atChina, sayTime } from '../../core/time'

const sendBack = { label: '退回修改', done: '退回了修改', to: 'draft', asks: ['comments'], tone: 'danger' } as const
const reviewed = { tone: 'wait', hers: '正在审' } as const

const USUAL_HOUR = 8

/** The moment that the last review has named, UTC ISO text; undefined: at once. */
export const appearsAt = ({ day, hour = USUAL_HOUR }: { day?: string; hour?: number }): string | undefined =>
  day === undefined ? undefined : atChina(day, `${String(hour).padStart(2, '0')}:00`)

/** Three reviews of one version of a text (三审三校), by three persons, none of whom has written it. What is sent back goes through all three again. */
export const publication = defineKind({
  kind: 'publication',
  title: '稿件审核',
  about: 'text',
  fields: {
    no: whole('第几版', 1, 9999, '版'),
    named: choice(
      '稿子里像真人的字',
      [
        { value: 'invented', label: '都是化名，或者编的' },
        { value: 'office', label: '是单位公开的电话' },
      ],
      { optional: true },
    ),
    comments: longText('要改的地方', 1000, { hint: '一处一行，写明第几段' }),
    opinion: longText('审核意见', 200, {
      optional: true,
      phrases: ['文字通顺，没有错别字', '事实和法条核对过，没有出入', '导向正确，同意发布'],
    }),
    day: day('哪天发布', { optional: true, hint: '不选就马上发布' }),
    hour: whole('几点发布', 0, 23, '点', { optional: true, hint: `选了日子、不填几点，就是上午${USUAL_HOUR}点` }),
  },
  apart: ['editor', 'section', 'leader'],
  start: 'draft',
  states: {
    draft: {
      label: '修改中',
      hers: '等您改好再交',
      says: () => '您的稿件要改一改：要改的地方写在里面，改好以后再交一次。',
      tone: 'wait',
      waitsFor: 'applicant',
      noDeadline: '什么时候改好由作者决定',
      moves: { submit: { label: '交稿', done: '交了稿', to: 'editor', effect: 'submit', asks: ['no', 'named'] } },
    },
    editor: {
      label: '初审（文字）',
      ...reviewed,
      waitsFor: 'editor',
      within: workdays(2),
      moves: { pass: { label: '初审通过', to: 'section', asks: ['opinion'] }, sendBack },
    },
    section: {
      label: '复审（事实和法条）',
      ...reviewed,
      waitsFor: 'section',
      within: workdays(2),
      moves: { pass: { label: '复审通过', to: 'leader', asks: ['opinion'] }, sendBack },
    },
    leader: {
      label: '终审（导向）',
      ...reviewed,
      waitsFor: 'leader',
      within: workdays(2),
      moves: {
        publish: {
          label: '终审通过，发布',
          done: '终审通过',
          to: ['published', 'scheduled'],
          effect: 'publish',
          asks: ['opinion', 'day', 'hour'],
        },
        sendBack,
      },
    },
    scheduled: {
      label: '等着发布',
      hers: '审过了，到时间就发布',
      tone: 'wait',
      says: ({ answers }) => `您的稿件三审都通过了，${sayTime(String(appearsAt(answers)))}发布。`,
      clock: { at: ({ answers }) => String(appearsAt(answers)), move: 'appear' },
      moves: {
        appear: { label: '发布', done: '到了发布的时间', to: ['published', 'dropped'], by: 'system', effect: 'appear' },
        hold: {
          label: '先不发布',
          done: '收了回来再看',
          to: 'leader',
          by: 'leader',
          confirm: '收回来以后，要再点一次通过才会发布。确定吗？',
        },
        recall: { label: '收回来再看', done: '公开的那一版撤下了，收了回来再看', to: 'leader', by: 'system' },
      },
    },
    published: { label: '已发布', tone: 'ok', says: () => '您的稿件已经发布，大家都能看到了。' },
    dropped: { label: '不发了', tone: 'plain', says: () => '这一版不发了：已经收回，或者公开了更新的一版。' },
  },
  anywhere: {
    drop: { label: '不发了', done: '收回了稿件', to: 'dropped', by: 'applicant', tone: 'danger', confirm: '确定收回这篇稿件吗？' },
  },
})
