import { dayOf } from '@shared/core/time'
import type { DiaryText, Version } from '@shared/features/pairing/diary'
import type { FormAnswers } from '../../../core/field-form'
import { diaryDraft } from '../../../core/kept-diaries'
import { forget, keep, recall } from '../../../core/storage'
import type { Shown } from '../entries'
import type { OpenDiary } from '../store'

/** An entry as she begins to write it. */
export interface Begun {
  answers: FormAnswers
  /** files that it has already */
  picture: string | undefined
  voice: string | undefined
  of: { entry: string; seen: readonly Version[] } | undefined
}

interface Draft {
  entry: string
  answers: FormAnswers
}

const keyOf = ({ account, pairing }: Pick<OpenDiary, 'account' | 'pairing'>) => diaryDraft(account, pairing)

/** Saved as she types: a call that comes in meanwhile takes nothing from her. */
export const saveDraft = (of: OpenDiary, entry: string | undefined, answers: FormAnswers): Promise<void> =>
  keep(keyOf(of), { entry: entry ?? '', answers } satisfies Draft)
export const wipeDraft = (of: OpenDiary): Promise<void> => forget(keyOf(of))

const joined = (texts: readonly DiaryText[], name: 'words' | 'child' | 'worry'): string =>
  texts
    .map((text) => text[name] ?? '')
    .filter((said, at, all) => said !== '' && all.indexOf(said) === at)
    .join('\n')

/** Several versions put together: nothing of either is left out but what both say. */
function answersOf(texts: readonly DiaryText[]): FormAnswers {
  const [first] = texts
  if (!first) return { day: dayOf(new Date().toISOString()) }
  return { day: first.day, way: first.way, words: joined(texts, 'words'), child: joined(texts, 'child'), worry: joined(texts, 'worry') }
}

export async function begin(of: OpenDiary, shown: Shown | undefined): Promise<Begun> {
  const texts = (shown?.versions ?? []).map(({ text }) => text).filter((text): text is DiaryText => text !== null)
  const kept = await recall<Draft>(keyOf(of))
  const mine = kept && kept.entry === (shown?.id ?? '') ? kept.answers : {}
  return {
    answers: { ...answersOf(texts), ...mine },
    picture: texts.find(({ picture }) => picture !== undefined)?.picture,
    voice: texts.find(({ voice }) => voice !== undefined)?.voice,
    of: shown && { entry: shown.id, seen: shown.versions },
  }
}
