import { dayOf } from '@shared/core/time'
import { type DiaryText, daysOf, type Revision, type Version } from '@shared/features/pairing/diary'
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
  /** files that it has no room for: each is written as an entry of its own */
  besides: readonly DiaryText[]
  /** on which days and how, where what is put together says that differently: she says which holds */
  days: readonly Pick<DiaryText, 'day' | 'way'>[]
}

interface Draft {
  entry: string
  answers: FormAnswers
  /** what she had before her eyes when she began it: this alone it takes the place of */
  seen?: readonly Version[]
}

type Named = Pick<OpenDiary, 'account' | 'pairing'>
const keyOf = ({ account, pairing }: Named, entry = '') => diaryDraft(account, pairing, entry)

/** Saved as she types: a call that comes in meanwhile takes nothing from her. */
export const saveDraft = (of: Named, begun: Begun['of'], answers: FormAnswers): Promise<void> =>
  keep(keyOf(of, begun?.entry), { entry: begun?.entry ?? '', answers, seen: begun?.seen ?? [] } satisfies Draft)
export const wipeDraft = (of: Named, begun: Begun['of']): Promise<void> => forget(keyOf(of, begun?.entry))

/** An earlier edition of the app kept one draft for all entries: it is laid where it belongs. */
async function sortOut(of: Named): Promise<void> {
  const old = await recall<Draft>(keyOf(of))
  if (!old || old.entry === '') return
  const own = keyOf(of, old.entry)
  if (!(await recall(own))) await keep(own, old)
  if (await recall(own)) await forget(keyOf(of))
}

const joined = (texts: readonly DiaryText[], name: 'words' | 'child' | 'worry'): string =>
  texts
    .map((text) => text[name] ?? '')
    .filter((said, at, all) => said !== '' && all.indexOf(said) === at)
    .join('\n')

/** What all of them say; where they differ it is hers to say. */
const agreed = <Name extends 'day' | 'way'>(texts: readonly DiaryText[], name: Name): DiaryText[Name] | undefined =>
  texts.every((text) => text[name] === texts[0]?.[name]) ? texts[0]?.[name] : undefined

/** Several versions put together: nothing of either is left out but what both say. */
function answersOf(texts: readonly DiaryText[]): FormAnswers {
  const [first] = texts
  if (!first) return { day: dayOf(new Date().toISOString()) }
  const said = { words: joined(texts, 'words'), child: joined(texts, 'child'), worry: joined(texts, 'worry') }
  return { day: agreed(texts, 'day'), way: agreed(texts, 'way'), ...said }
}

/** An entry has one picture and one recording: of several versions these are the first, and the others are not thrown away. */
function filesOf(texts: readonly DiaryText[]): Pick<Begun, 'picture' | 'voice' | 'besides'> {
  const picture = texts.find((text) => text.picture !== undefined)?.picture
  const voice = texts.find((text) => text.voice !== undefined)?.voice
  const placed = new Set([picture, voice, undefined])
  const besides: DiaryText[] = []
  for (const { day, way, ...text } of texts) {
    const more = {
      ...(placed.has(text.picture) ? {} : { picture: text.picture as string }),
      ...(placed.has(text.voice) ? {} : { voice: text.voice as string }),
    }
    placed.add(text.picture).add(text.voice)
    if (Object.keys(more).length > 0) besides.push({ day, way, words: '', child: '', ...more })
  }
  return { picture, voice, besides }
}

/** What a version says now: meanwhile its files may have other names, those of the cloud. */
function textNow({ text, revisions }: Version, all: readonly Revision[]): DiaryText | null {
  const now = all.find(({ id }) => revisions.some((one) => one.id === id))
  return now ? now.text : text
}

/** Of a draft that was kept without it nobody knows: then the first writing of the entry, so that every later one stays beside it. */
const seenBy = ({ entry, seen }: Draft): readonly Version[] => seen ?? [{ text: null, revisions: [{ id: entry, at: '' }] }]

/** An entry as she left it, or as it stands. What came in since she left it is not what she has seen. */
export async function begin(of: Named & Pick<OpenDiary, 'state'>, shown: Shown | undefined): Promise<Begun> {
  await sortOut(of)
  const mine = await recall<Draft>(keyOf(of, shown?.id))
  const seen = shown && mine ? seenBy(mine) : (shown?.versions ?? [])
  const diary = of.state.get().diary
  const all = (diary?.known ?? []).concat(diary?.own ?? [])
  const texts = seen.map((version) => textNow(version, all)).filter((text): text is DiaryText => text !== null)
  return {
    answers: { ...answersOf(texts), ...mine?.answers },
    ...filesOf(texts),
    of: shown && { entry: shown.id, seen },
    days: daysOf({ id: '', versions: seen }),
  }
}
