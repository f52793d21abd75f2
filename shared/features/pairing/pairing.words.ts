import type { Mode } from './proposal'

export const MODES = [
  { value: 'oneToOne', label: '一对一' },
  { value: 'twoToOne', label: '两位妈妈陪一个孩子' },
  { value: 'oneToMany', label: '一位妈妈陪几个孩子' },
  { value: 'team', label: '几位妈妈一个小组' },
] as const satisfies readonly { value: Mode; label: string }[]

/** Why a pairing ends; none of them blames anybody. */
export const ENDINGS = [
  { value: 'parentsBack', label: '父母回来照料了' },
  { value: 'moved', label: '孩子或者她搬走了' },
  { value: 'time', label: '她暂时没有时间' },
  { value: 'handover', label: '换一位爱心妈妈接着陪' },
  { value: 'notFitting', label: '相处下来不太合适' },
  { value: 'otherwise', label: '其他' },
] as const

/** How the two of them get on, in the trial and at its end. */
export const GOES = [
  { value: 'well', label: '相处得好' },
  { value: 'slow', label: '还在熟悉' },
  { value: 'hard', label: '有点困难，想请妇联帮忙' },
] as const

/** To whoever can help: the child under its coded name, and no word of what is hard. */
export const sayHard = (code: string): { title: string; text: string } => ({
  title: '有一次结对想请妇联帮忙',
  text: `代号${code}的孩子，这次结对有点困难，想请妇联帮忙。请打开看看，先问问爱心妈妈。`,
})

/** Somebody who cares in a team is in it no more: whether she goes on is for those to say who know the child. */
export const sayOutOfTeam = (code: string): { title: string; text: string } => ({
  title: '一位爱心妈妈不在小组里了',
  text: `代号${code}的孩子，一位爱心妈妈不在小组里了，结对还没有结束。不让她接着陪的，请打开结束这次结对。`,
})

/** To the town, where nobody else in the village can look: whoever proposed does not confirm. */
export const saySecondHand = (code: string): { title: string; text: string } => ({
  title: '有一次结对要镇里来确认',
  text: `代号${code}的孩子，爱心妈妈愿意了。村里提出的同事自己不能确认，等村里记下监护人的同意，请镇里核对了再确认。`,
})

/** A trial is so long; in its last days everybody is asked how it goes. */
export const TRIAL_DAYS = 90
export const REVIEW_DAYS = 14

/** How many mothers a child may have at once. */
export const MOTHERS_AT_ONCE: Readonly<Record<Mode, number>> = { oneToOne: 1, twoToOne: 2, oneToMany: 1, team: 5 }

/** How many children a mother may have at once who takes at most `most`: one to one is one. */
export const childrenAtOnce = (mode: Mode, most: number): number => (mode === 'oneToOne' ? Math.min(1, most) : most)
