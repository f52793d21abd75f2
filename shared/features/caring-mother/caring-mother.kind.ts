import { CARE } from '../../core/care'
import { workdays } from '../../core/deadline'
import { choice, choices, consent, day, idCard, longText, signature, whole, yesNo } from '../../core/fields'
import { defineKind } from '../../core/kind'
import { profileFields } from '../../core/profile'
import { checkedUntil, lapsesAt, renewsAt } from '../../core/record-check'
import { sayDay } from '../../core/time'
import { motherVerdicts } from './caring-mother.rules'

/** What excludes her is read by who decides, not by her neighbours. */
const decidersOnly = { seenBy: ['applicant', 'town', 'county'] } as const

const PROMISE = [
  '我自愿做爱心妈妈，把孩子的安全和感受放在最前面。',
  '我不打骂、不羞辱孩子，不收家里的钱物，不单独带孩子在外过夜。',
  '孩子和家里的事，我不对外说，不拍照发到网上。',
  '看到、听说孩子可能受到伤害，我马上报告，不隐瞒。',
  '我前面的回答都是真的，情况有变化会马上告诉妇联；每年接受一次违法犯罪记录查询。',
  '不能继续的时候，我提前说，和孩子好好告别。',
]

const check = {
  label: '续查',
  done: '续查过，没有记录',
  to: 'accepted',
  by: 'town',
  ruled: true,
  asks: ['checkResult', 'checkDay'],
} as const
const pause = {
  label: '先歇一歇',
  done: '先歇一歇',
  to: 'paused',
  effect: 'rest',
  by: 'applicant',
  confirm: '先歇着的时候也看不到孩子的联系方式，村妇联会接着照看；也不会给您安排新的孩子。随时可以回来。确定吗？',
} as const
const suspend = {
  label: '暂停',
  done: '暂停了',
  to: 'suspended',
  effect: 'rest',
  by: ['town', 'county'],
  asks: ['reason'],
  tone: 'danger',
} as const
/** Something that she was named in was no mistake: she may not care for a child until the county has decided about her. */
const halt = { label: '先暂停', done: '先暂停，等核实', to: 'halted', effect: 'rest', by: 'system' } as const
/** The same of a woman who is still applying. */
const hold = { label: '县里先看', done: '县妇联先看一下', to: 'countyFirst', by: 'system' } as const
const restore = { ...check, label: '恢复', done: '恢复了', effect: 'back', by: ['town', 'county'] } as const
const dismiss = {
  label: '不再担任',
  done: '不再担任',
  to: 'dismissed',
  effect: 'part',
  by: ['town', 'county'],
  asks: ['reason'],
  tone: 'danger',
} as const
const leave = {
  label: '退出',
  done: '退出了',
  to: 'left',
  // Whoever goes for good leaves no child waiting for her.
  effect: 'part',
  by: 'applicant',
  tone: 'danger',
  confirm: '退出以后不再安排孩子，想回来要重新报名。确定退出吗？',
} as const
/** Going does not settle what is being looked into: whoever decides on her next application is told. */
const leaveUndecided = { ...leave, to: 'leftUndecided' } as const
const refuse = { label: '不通过', done: '没有通过', to: 'refused', asks: ['reason'], tone: 'danger' } as const
const sendBack = { label: '退回', done: '退回补充', to: 'draft', asks: ['reason'] } as const

/** The form in four pages: what she can do is told before what she must be asked, and she signs last. */
const parts = [
  { title: '我是谁', fields: ['name', 'village', 'phone', 'idCard'] },
  { title: '我能为孩子做什么', fields: ['gives', 'when', 'reach', 'speaks', 'most', 'experienced', 'why'] },
  {
    title: '每个人都要问的',
    hint: '法律和牵手行动要求每个人都问。只给镇、县审核的人看，村里看不到',
    fields: ['harmed', 'habits', 'neglected', 'punished', 'unwell', 'checkConsent'],
  },
  { title: '看承诺书，签名', fields: ['promise'] },
] as const

/** A woman who cares for a left-behind child (爱心妈妈): the village vouches, the town looks up her record, and again every year. */
export const caringMother = defineKind({
  kind: 'caringMother',
  title: '爱心妈妈报名',
  about: 'region',
  onePerPerson: true,
  fields: {
    name: profileFields.name,
    village: profileFields.village,
    phone: profileFields.phone,
    idCard: idCard('身份证号', { ...decidersOnly, hint: '镇妇联查违法犯罪记录要用，村里看不到' }),
    gives: choices('您能为孩子做什么', CARE.needs, { hint: '能做几样选几样' }),
    when: choices('什么时候有空', CARE.times),
    reach: choice('最远能到哪里', CARE.reaches),
    speaks: choices('会说什么话', CARE.tongues),
    most: whole('最多牵手几个孩子', 1, 5, '个', { hint: '第一次建议先填1个' }),
    experienced: yesNo('是不是自己带过孩子，或者当过老师'),
    why: longText('想对我们说的话', 200, { optional: true, hint: '比如带孩子的经验、家里的情况' }),
    harmed: yesNo('是不是有过性侵害、虐待、遗弃、拐卖、暴力伤害的行为', decidersOnly),
    habits: yesNo('是不是有吸毒、酗酒、赌博的习惯', decidersOnly),
    neglected: yesNo('是不是有过长期不管该照护的孩子的情况', decidersOnly),
    punished: yesNo('是不是受过刑事处罚，或者被开除过公职', decidersOnly),
    unwell: yesNo('是不是有会影响照护孩子的重病', decidersOnly),
    checkConsent: consent('同意查询违法犯罪记录', '由镇妇联请公安机关查询，只用来判断能不能照护孩子，每年一次'),
    promise: signature('爱心妈妈承诺书', { reads: PROMISE, hint: '看完以后，用手指在下面签上您的名字' }),
    opinion: longText('村里的意见', 200, {
      phrases: ['人品好，邻里都信得过', '家庭和睦，家里人都支持', '带过孩子，有耐心'],
    }),
    checkResult: choice(
      '违法犯罪记录查询结果',
      [
        { value: 'clear', label: '没有记录' },
        { value: 'found', label: '有记录' },
      ],
      decidersOnly,
    ),
    checkDay: day('查询日期', { ...decidersOnly, hint: '公安机关出具结果的日期' }),
    earlier: longText('以前报过名', 300, { seenBy: ['town', 'county'], recorded: true }),
    grounds: longText('为什么可以', 300, { seenBy: ['county'], hint: '只有县妇联看得到。写清楚核实了什么、问过谁' }),
    reason: longText('原因', 200, { phrases: ['请把能做什么写得具体一点', '签名看不清，请重新签一次', '情况有变化，先停下来核实'] }),
  },
  parts,
  start: 'draft',
  states: {
    draft: {
      label: '填写中',
      hers: '还没提交',
      tone: 'wait',
      says: ({ answers }) => `还要补充一下再交：${answers.reason ?? '请再核对一遍'}`,
      waitsFor: 'applicant',
      noDeadline: '什么时候提交由本人决定',
      moves: {
        submit: {
          label: '签好了，报名',
          done: '报了名',
          to: ['village', 'countyFirst'],
          effect: 'receive',
          ruled: true,
          asks: parts.flatMap(({ fields }) => [...fields]),
        },
      },
    },
    village: {
      label: '村里核实',
      hers: '等村妇联核实',
      tone: 'wait',
      says: () => '您的报名村妇联收到了，5个工作日内核实。',
      waitsFor: 'village',
      within: workdays(5),
      moves: {
        vouch: { label: '情况属实', done: '核实过了', to: 'town', effect: 'recall', asks: ['opinion'] },
        sendBack,
        refuse,
        halt: hold,
      },
    },
    town: {
      label: '镇里查询记录',
      hers: '等镇妇联查询记录',
      tone: 'wait',
      says: () => '村里核实过了。镇妇联请公安机关查询记录，15个工作日内答复您。',
      waitsFor: 'town',
      within: workdays(15),
      moves: {
        accept: { label: '通过', done: '通过了', to: 'accepted', ruled: true, asks: ['checkResult', 'checkDay'] },
        passUp: { label: '送县里', done: '请县妇联再看', to: 'county', ruled: true, asks: ['checkResult', 'checkDay'] },
        sendBack,
        refuse,
        halt: hold,
      },
    },
    county: {
      label: '县里再看',
      hers: '等县妇联再看一下',
      tone: 'wait',
      says: () => '镇里看过了，县妇联再看一下，10个工作日内答复您。',
      waitsFor: 'county',
      within: workdays(10),
      moves: {
        accept: { label: '通过', done: '通过了', to: 'accepted', ruled: true },
        handBack: { label: '退回', done: '退回了镇里', to: 'town', asks: ['reason'] },
        refuse,
        halt: hold,
      },
    },
    // Only the county knows the worries of all its towns: neither her village nor her town decides before it.
    countyFirst: {
      label: '县里先看',
      hers: '等县妇联先看一下',
      tone: 'wait',
      says: () => '您的报名县妇联先看一下，15个工作日内答复您。',
      waitsFor: 'county',
      within: workdays(15),
      moves: { goOn: { label: '可以接着办', done: '县里看过了，接着办', to: 'village', asks: ['grounds'] }, refuse, leave: leaveUndecided },
    },
    accepted: {
      label: '可以结对',
      hers: '您是爱心妈妈了',
      tone: 'ok',
      says: ({ answers, now }) =>
        `您可以和孩子结对了，有合适的孩子会先问您。记录查询到${sayDay(checkedUntil(String(answers.checkDay)), now)}有效，到时候镇里会续查。`,
      // Who comes back after a long rest comes back to where her check stands.
      skip: { to: 'renewing', when: ({ answers, now }) => now >= renewsAt(String(answers.checkDay)) },
      clock: { at: ({ answers }) => renewsAt(String(answers.checkDay)), move: 'comeDue' },
      moves: {
        comeDue: { label: '记录查询快到期', done: '记录查询快到期了', to: 'renewing', by: 'system' },
        renew: check,
        pause,
        suspend,
        halt,
      },
    },
    renewing: {
      label: '等续查记录',
      hers: '可以结对，记录查询快到期',
      tone: 'wait',
      says: ({ answers, now }) => `记录查询${sayDay(checkedUntil(String(answers.checkDay)), now)}到期，镇妇联会续查，您不用跑。`,
      skip: { to: 'suspended', when: ({ answers, now }) => now > lapsesAt(String(answers.checkDay)) },
      waitsFor: 'town',
      clock: { at: ({ answers }) => lapsesAt(String(answers.checkDay)), move: 'lapse' },
      moves: {
        renew: check,
        lapse: { label: '查询过期', done: '记录查询过期，先暂停', to: 'suspended', effect: 'rest', by: 'system' },
        pause,
        suspend,
        halt,
      },
    },
    paused: {
      label: '她先歇一歇',
      hers: '您先歇一歇',
      tone: 'plain',
      says: () => '您先歇一歇，这段时间村妇联接着照看孩子，不会给您安排新的孩子。想回来的时候点一下就行。',
      moves: {
        resume: { label: '我回来了', done: '回来了', to: 'accepted', effect: 'back', by: 'applicant' },
        suspend,
        halt,
      },
    },
    suspended: {
      label: '暂停',
      hers: '暂停了，等镇妇联',
      tone: 'danger',
      says: ({ answers, now }) =>
        now > lapsesAt(String(answers.checkDay))
          ? '记录查询过了一年，按规定先暂停，镇妇联续查以后恢复。不是您做错了什么。'
          : `妇联先暂停了您的结对，15个工作日内答复您。原因：${answers.reason ?? '没有写明'}`,
      waitsFor: 'town',
      within: workdays(15),
      moves: { restore, dismiss, halt },
    },
    // The county's alone: her own town may be another than the child's, and not know why.
    halted: {
      label: '暂停，等县里核实',
      hers: '暂停了，等县妇联',
      tone: 'danger',
      says: () => '妇联先暂停了您的结对，15个工作日内答复您。有疑问可以问县妇联。',
      waitsFor: 'county',
      within: workdays(15),
      moves: {
        restore: { ...restore, by: 'county', asks: [...check.asks, 'grounds'] },
        dismiss: { ...dismiss, by: 'county' },
        leave: leaveUndecided,
      },
    },
    refused: {
      label: '未通过',
      hers: '这次没通过',
      tone: 'danger',
      says: ({ answers }) => `这次没有通过，原因：${answers.reason ?? '没有写明'}。有疑问可以问镇妇联。`,
    },
    dismissed: {
      label: '不再担任',
      hers: '不再担任爱心妈妈',
      tone: 'danger',
      says: ({ answers }) => `您不再担任爱心妈妈，原因：${answers.reason ?? '没有写明'}。有疑问可以问县妇联。`,
    },
    left: { label: '已退出', hers: '您退出了', tone: 'plain', says: () => '您已经退出。谢谢您的陪伴，什么时候想回来，重新报名就行。' },
    leftUndecided: {
      label: '核实中退出',
      hers: '您退出了',
      tone: 'plain',
      says: () => '您已经退出。什么时候想回来，重新报名，先由县妇联看一下。',
    },
  },
  // What she has only begun to fill in is hers.
  anywhere: { leave: { ...leave, except: ['draft'] } },
  rules: ({ answers, now }) => motherVerdicts(answers, now),
})
