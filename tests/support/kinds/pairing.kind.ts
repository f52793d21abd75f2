import { days, workdays } from '@shared/core/deadline'
import { idCard, longText, phone, signature, text, village } from '@shared/core/fields'
import { defineKind, stay } from '@shared/core/kind'

const end = { label: '结束结对', to: 'ended', by: ['applicant', 'guardian', 'village'], asks: ['reason'] } as const

/** A caring mother and a child: she, the guardian and the village cadre must each consent; then a trial that the clock ends. */
export const pairing = defineKind({
  kind: 'threeParties',
  title: '爱心妈妈结对',
  about: 'region',
  people: { guardian: '监护人' },
  fields: {
    name: text('姓名', 20, { profile: 'name' }),
    village: village('所在村'),
    idCard: idCard('身份证号'),
    promise: signature('承诺书签名'),
    guardianPhone: phone('监护人手机号', { personal: 'guardian', seenBy: ['guardian', 'village', 'town'] }),
    child: text('孩子代号', 20, {
      seenBy: {
        town: ['town'],
        consent: ['guardian', 'village', 'town'],
        trial: ['applicant', 'guardian', 'village', 'town'],
        active: ['applicant', 'guardian', 'village', 'town'],
      },
    }),
    diary: longText('陪伴记录', 500, { seenBy: ['applicant', 'guardian', 'village'] }),
    reason: text('原因', 200),
  },
  start: 'draft',
  states: {
    draft: {
      label: '填写中',
      waitsFor: 'applicant',
      noDeadline: '什么时候提交由本人决定',
      moves: { submit: { label: '报名', to: 'town', asks: ['name', 'village', 'idCard', 'promise'] } },
    },
    town: {
      label: '镇级匹配',
      waitsFor: 'town',
      within: workdays(10),
      moves: { match: { label: '匹配孩子', to: 'consent', effect: 'findGuardian', asks: ['child', 'guardianPhone'] } },
    },
    consent: {
      label: '三方同意',
      waitsFor: ['applicant', 'guardian', 'village'],
      within: workdays(10),
      moves: {
        agree: { label: '我同意', to: 'trial', by: 'each', confirm: '确定同意结对吗？' },
        decline: { label: '不同意', to: 'declined', tone: 'danger' },
      },
    },
    trial: {
      label: '试行',
      clock: { after: days(90), move: 'pass' },
      moves: { pass: { label: '试行期满', to: 'active', by: 'system' }, end },
    },
    active: { label: '结对中', tone: 'ok', moves: { note: { label: '记一次陪伴', to: stay, by: 'applicant', asks: ['diary'] }, end } },
    declined: { label: '没有结成' },
    ended: { label: '已结束' },
  },
})
