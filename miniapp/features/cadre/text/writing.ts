import type { DeskCampaign, DeskView } from '@shared/features/campaign/desk.api'
import Taro from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { type Answering, inputOf, problemsOf, useAnswering } from '../../../core/answering'
import { newKey, post } from '../../../core/api'
import { newDraft, saveDraft, wipeDraft } from '../../../core/drafts'
import type { FormAnswers } from '../../../core/field-form'
import type { Page } from '../../../core/pages'
import { asRefusal, type Refusal } from '../../../core/refusal'
import { citationsOf, contentOf } from './content'
import { OWN_BOXES, questions, type Written } from './questions'
import { questionsIn } from './quiz'

/** What an article shows besides its words: no questions of the form, so they are added by hand. */
const shownIn = ({ picture, recording }: FormAnswers): FormAnswers => ({
  ...(recording ? { recording } : {}),
  ...(picture ? { picture } : {}),
})

const SAVE_AFTER_MS = 600

/** What is written: a new text of a campaign, a new campaign, or the next version of a text. */
export interface Writing {
  sort: Written
  /** the campaign that a new article belongs to */
  campaign?: string | undefined
  /** the text, when it is there already */
  view?: DeskView | undefined
}

export const draftOf = ({ sort, campaign, view }: Writing): string =>
  view?.id ?? (campaign === undefined ? sort : sort === 'quiz' ? `${campaign}-quiz` : campaign)

/** Whether readers have seen a text, or see it now: then what is different is said. */
const hasBeenRead = (view: DeskView | undefined): boolean => view !== undefined && (view.publishedNo !== null || view.withdrawnFor !== '')

/** The questions that are asked now: an address is given once, a note only to what readers have seen. */
const namesOf = ({ sort, view }: Writing): string[] =>
  Object.keys(questions[sort]).filter((name) => (name === 'slug' || name === 'place' ? !view : name === 'note' ? hasBeenRead(view) : true))

/** Those of them that a declared widget draws. */
export const drawnOf = (writing: Writing): string[] => namesOf(writing).filter((name) => OWN_BOXES.indexOf(name) < 0)

/** What she typed stays on the phone until it is saved. */
function useKept(writing: Writing, first: FormAnswers, answers: FormAnswers, over: boolean): void {
  const about = draftOf(writing)
  useEffect(() => {
    if (over || answers === first) return
    const timer = setTimeout(() => void saveDraft(newDraft('text', about, String(answers.title ?? ''), { ...answers })), SAVE_AFTER_MS)
    return () => clearTimeout(timer)
  }, [about, first, answers, over])
}

async function send({ sort, campaign, view }: Writing, input: FormAnswers, key: string): Promise<string> {
  const { slug, note = '', place } = input
  const content = contentOf(input, sort === 'article' ? (citationsOf(String(input.laws ?? '')) ?? []) : undefined)
  if (view) {
    await post(`/campaign-texts/${view.id}/versions`, { sort, follows: view.no, note, content }, key)
    return view.id
  }
  const made = campaign
    ? await post<Page<DeskCampaign>>(`/campaign-desk/${campaign}/texts`, { sort, slug, content }, key)
    : await post<Page<DeskCampaign>>('/campaign-desk', { slug, ...(place ? { place } : {}), content }, key)
  const mine = made.items.find((one) => (campaign ? one.id === campaign : one.slug === slug))
  return mine?.texts.find((text) => text.slug === (campaign ? slug : ''))?.id ?? ''
}

export interface Form extends Answering {
  busy: boolean
  refusal: Refusal | undefined
  save: () => Promise<void>
}

/** The form and its sending: the same words sent again carry the same key. @param saved is told which text it is */
export function useWriting(writing: Writing, first: FormAnswers, saved: (id: string) => void): Form {
  const form = useAnswering(first)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal>()
  const sending = useRef({ words: '', key: '' })
  const names = namesOf(writing)
  const fields = questions[writing.sort]
  useKept(writing, first, form.answers, busy)

  const complain = (problems: Record<string, string>) => {
    form.setProblems(problems)
    if (Object.keys(problems).length > 0) void Taro.pageScrollTo({ scrollTop: 0, duration: 200 })
  }
  const save = async () => {
    if (busy) return
    setRefusal(undefined)
    const problems = problemsOf(drawnOf(writing), fields, form.answers)
    if (writing.sort === 'quiz' && questionsIn(form.answers.questions).length === 0) problems.questions = '至少写一道题'
    if (!citationsOf(String(form.answers.laws ?? ''))) problems.laws = '一行写一部法律和第几条，比如：反家庭暴力法 23、28'
    complain(problems)
    if (Object.keys(problems).length > 0) return
    const input = { ...inputOf(names, form.answers), ...shownIn(form.answers) }
    const words = JSON.stringify(input)
    if (sending.current.words !== words) sending.current = { words, key: newKey() }
    setBusy(true)
    try {
      const id = await send(writing, input, sending.current.key)
      await wipeDraft('text', draftOf(writing))
      saved(id)
    } catch (reason) {
      const refused = asRefusal(reason)
      const told: Record<string, string> = {}
      for (const path of Object.keys(refused.fields)) {
        const [, name = '', at] = /^(?:content\.)?(\w+)(?:\.(\d+))?/.exec(path) ?? []
        const which = name === 'questions' && at !== undefined ? `第${Number(at) + 1}题：` : ''
        told[name === 'citations' ? 'laws' : name] = `${which}${refused.fields[path] ?? ''}`
      }
      complain(told)
      setRefusal(refused)
    }
    setBusy(false)
  }
  return { ...form, busy, refusal, save }
}
