import { workdays } from '../../core/deadline'
import { longText, whole } from '../../core/fields'
import { defineKind } from '../../core/kind'

const sendBack = { label: '退回修改', done: '退回了修改', to: 'draft', asks: ['comments'], tone: 'danger' } as const
const reviewed = { tone: 'wait', hers: '正在审' } as const

/** Three reviews of one version of a text (三审三校), by three persons, none of whom has written it. What is sent back goes through all three again. */
export const publication = defineKind({
  kind: 'publication',
  title: '稿件审核',
  about: 'text',
  fields: {
    no: whole('第几版', 1, 9999, '版'),
    comments: longText('要改的地方', 1000, { hint: '一处一行，写明第几段' }),
    opinion: longText('审核意见', 200, {
      optional: true,
      phrases: ['文字通顺，没有错别字', '事实和法条核对过，没有出入', '导向正确，同意发布'],
    }),
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
      moves: { submit: { label: '交稿', done: '交了稿', to: 'editor', effect: 'submit', asks: ['no'] } },
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
      moves: { publish: { label: '终审通过，发布', to: 'published', effect: 'publish', asks: ['opinion'] }, sendBack },
    },
    published: { label: '已发布', tone: 'ok', says: () => '您的稿件已经发布，大家都能看到了。' },
    dropped: { label: '不发了', tone: 'plain' },
  },
  anywhere: {
    drop: { label: '不发了', done: '收回了稿件', to: 'dropped', by: 'applicant', tone: 'danger', confirm: '确定收回这篇稿件吗？' },
  },
})
