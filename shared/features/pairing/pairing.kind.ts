import { days, workdays } from '../../core/deadline'
import { choice, longText, text } from '../../core/fields'
import { defineKind, stay } from '../../core/kind'
import { ENDINGS, GOES, MODES, REVIEW_DAYS, TRIAL_DAYS } from './pairing.words'

const CADRES = ['village', 'town', 'county'] as const
/** What cadres say to each other of how it came about. */
const among = { seenBy: CADRES } as const

const ALL = ['applicant', ...CADRES] as const
/** What cadres write of the child is hers to read as long as she cares for it; when it is over only their farewell is. */
const whileTogether = { seenBy: { trial: ALL, review: ALL, active: ALL, ended: CADRES } } as const

const end = {
  label: '结束结对',
  done: '结束了结对',
  to: 'ended',
  effect: 'release',
  by: ['applicant', 'village', 'town', 'county'],
  asks: ['ending', 'farewell'],
  tone: 'danger',
  confirm: '结束以后，就看不到孩子的信息了。和孩子好好说声再见。确定结束吗？',
} as const

/** The next mother has begun: only then does the one before her go, so that the child is never left with nobody in between. */
const handOver = { label: '换了一位爱心妈妈', done: '由另一位爱心妈妈接着陪伴', to: 'ended', effect: 'release', by: 'system' } as const
/** Said at any time and kept, by each in words of her own, so that nobody's take the place of hers; nobody has to. */
const tell = {
  label: '说说相处得怎么样',
  done: '说了相处得怎么样',
  to: stay,
  effect: 'hear',
  by: 'applicant',
  asks: ['goes', 'told'],
} as const
const observe = {
  label: '记下看到的相处',
  done: '记下了看到的相处',
  to: stay,
  effect: 'heed',
  by: CADRES,
  asks: ['seems', 'noted'],
} as const

const code = (about: Readonly<Record<string, unknown>>): string => String(about.code ?? '')

/**
 * A caring mother and a child, from the proposal of a cadre to the end. She is asked first and may decline for no reason; then the
 * guardian, whose consent stands in the child's record; then they try it, in its last days she and the village say how it goes, and the
 * clock makes it lasting.
 */
export const pairing = defineKind({
  kind: 'pairing',
  title: '爱心妈妈结对',
  about: 'child',
  begunByCadre: true,
  discreet: true,
  fields: {
    mother: text('爱心妈妈报名的编号', 26, among),
    mode: choice('怎么结对', MODES, among),
    plan: text('县里方案的编号', 26, { ...among, optional: true }),
    before: text('接哪一次结对', 26, { ...among, optional: true, hint: '换一位爱心妈妈时填上一次的编号' }),
    team: text('小组的编号', 26, { ...among, optional: true }),
    name: text('爱心妈妈', 20, { profile: 'name', recorded: true }),
    goes: choice('相处得怎么样', GOES),
    told: longText('想说的话', 200, { optional: true, hint: '您和妇联都看得到', phrases: ['孩子慢慢愿意说话了', '时间有点对不上'] }),
    seems: choice('妇联看到的相处', GOES, whileTogether),
    noted: longText('妇联想说的话', 200, {
      ...whileTogether,
      optional: true,
      hint: '结对的时候爱心妈妈也看得到',
      phrases: ['去家里看过，孩子挺好', '问过双方，时间有点对不上'],
    }),
    ending: choice('为什么结束', ENDINGS),
    farewell: longText('想对孩子和大家说的话', 200, { optional: true, phrases: ['谢谢这段时间的陪伴', '祝孩子越来越好'] }),
  },
  start: 'draft',
  states: {
    draft: {
      label: '挑选爱心妈妈',
      waitsFor: CADRES,
      noDeadline: '选好了才开始',
      moves: {
        propose: {
          label: '问问她',
          done: '提出结对',
          to: 'proposed',
          effect: 'reserve',
          asks: ['mother', 'mode', 'plan', 'before', 'team'],
        },
      },
    },
    proposed: {
      label: '等她回答',
      hers: '有个孩子想请您陪伴',
      tone: 'wait',
      says: ({ about }) => `先看看代号${code(about)}的孩子大概什么情况。愿意不愿意都可以，10个工作日里回答就行。`,
      waitsFor: 'applicant',
      clock: { after: workdays(10), move: 'lapse' },
      moves: {
        accept: { label: '我愿意', done: '愿意陪伴', to: 'consent', effect: 'judge' },
        decline: {
          label: '这次不合适',
          done: '这次不合适',
          to: 'declined',
          effect: 'release',
          confirm: '这次不合适没有关系，不影响以后。确定吗？',
        },
        lapse: { label: '没有回答', done: '10个工作日没有回答', to: 'lapsed', effect: 'release', by: 'system' },
      },
    },
    consent: {
      label: '等监护人同意',
      hers: '等孩子的监护人同意',
      tone: 'wait',
      says: ({ about }) => `谢谢您愿意陪伴代号${code(about)}的孩子。村妇联去问孩子的监护人，10个工作日里答复您。`,
      waitsFor: 'village',
      within: workdays(10),
      moves: {
        // Two hands: whoever proposed her does not let her begin.
        confirm: { label: '监护人同意了，可以开始', done: '监护人同意，村里确认', to: 'trial', effect: 'confirm', notBy: ['propose'] },
        refuse: { label: '没有同意', done: '监护人没有同意', to: 'declined', effect: 'release', tone: 'danger' },
        withdraw: { label: '我改主意了', done: '改了主意', to: 'declined', effect: 'release', by: 'applicant' },
      },
    },
    trial: {
      label: '试结对',
      hers: `先试着相处${TRIAL_DAYS}天`,
      tone: 'ok',
      says: ({ about }) => `监护人和村妇联都同意了，您可以联系代号${code(about)}的孩子了。先相处${TRIAL_DAYS}天，有不合适随时说。`,
      clock: { after: days(TRIAL_DAYS - REVIEW_DAYS), move: 'comeDue' },
      moves: { comeDue: { label: '试结对快满了', done: '试结对快满了', to: 'review', by: 'system' }, tell, observe, handOver, end },
    },
    review: {
      label: '试结对快满了',
      hers: '试结对快满了',
      tone: 'ok',
      says: ({ about }) =>
        `您和代号${code(about)}的孩子试着相处快${TRIAL_DAYS}天了，说说怎么样。不说也行，${REVIEW_DAYS}天以后就转成正式结对。`,
      waitsFor: ['applicant', 'village'],
      clock: { after: days(REVIEW_DAYS), move: 'pass' },
      moves: {
        goOn: { label: '可以接着结对', done: '说了可以接着结对', to: 'active', by: 'each' },
        pass: { label: '试结对期满', done: '试结对期满', to: 'active', by: 'system' },
        tell,
        observe,
        handOver,
        end,
      },
    },
    active: {
      label: '结对中',
      hers: '结对中',
      tone: 'ok',
      says: ({ about }) => `您和代号${code(about)}的孩子正式结对了，谢谢您。有困难随时说，妇联会来帮忙。`,
      moves: { tell, observe, handOver, end },
    },
    declined: { label: '没有结成', hers: '这次没有结成', says: () => '这次没有结成，没有关系，不影响以后。谢谢您。' },
    lapsed: { label: '没有回答', hers: '这次过了时间', says: () => '这次过了回答的时间，没有关系，以后有合适的孩子还会问您。' },
    ended: {
      label: '已结束',
      hers: '这次结对结束了',
      says: () => '这次结对到这里结束了，谢谢您的陪伴。孩子的信息已经收起来了，请不要再对外说。',
    },
  },
  anywhere: {
    stop: { label: '停止', done: '情况有变化，停止了', to: 'ended', effect: 'release', by: 'system', except: ['draft'] },
  },
})
