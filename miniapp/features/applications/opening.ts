import type { Correction } from '@shared/core/fields'
import { problemWith } from '@shared/core/fields'
import { type AnyKind, isEnd, type Move, movesOf } from '@shared/core/kind'
import type { ApplicationRow, ApplicationView } from '@shared/features/applications/applications.schema'
import { type About, loadAbout } from '../../core/about'
import { get } from '../../core/api'
import { carriedTo } from '../../core/carried'
import { type Draft, newClouded, newDraft, picturesOf, readDraft, saveDraft, wipeDraft } from '../../core/drafts'
import type { FormAnswers } from '../../core/field-form'
import { formMove } from '../../core/form-move'
import { groundsOf } from '../../core/grounds'
import { readPictures, savePictures } from '../../core/kept-pictures'
import { registry } from '../../core/kinds'
import { loadCase } from '../../core/moves'
import type { Page } from '../../core/pages'
import { pictureQueue } from '../../core/picture-queue'
import { loadPlaces } from '../../core/places'
import { answersOf, loadProfile } from '../../core/profile'
import { asRefusal } from '../../core/refusal'
import { session } from '../../core/session'
import { loadSettings } from '../../core/settings'
import { ensureSession } from '../../core/sign-in'
import { type Declaration, declaration, firstMove, pictureArrived } from './declaration'
import { mergeSides } from './three-way'

/** The case that this phone knows, as long as something can still happen to it. */
async function knownCase(id: string): Promise<ApplicationView | undefined> {
  try {
    const view = await loadCase(id)
    return isEnd(registry.edition(view.kind, view.edition), view.state) ? undefined : view
  } catch (reason) {
    if (asRefusal(reason).code === 'notFound') return undefined
    throw reason
  }
}

/** The case that a draft belongs to: the one that this phone knows, else one that another phone has begun. `null`: there is none. */
async function findCase(kind: string, about: string, known: string | undefined): Promise<ApplicationView | null> {
  const view = known && (await knownCase(known))
  if (view) return view
  const { items } = await get<Page<ApplicationRow>>('/applications', { box: 'mine', kind })
  const { onePerPerson } = registry.current(kind)
  const row = items.find((one) => (onePerPerson || (one.about ?? '') === about) && one.yours)
  return row ? loadCase(row.id) : null
}

/** What a cadre wants put right, question by question, as it was last said. */
function correctionsIn(kind: AnyKind, view: ApplicationView, move: string): Record<string, string> {
  const { asks } = movesOf(kind, view.state)[move] as Move
  if (!asks || !('namedIn' in asks)) return {}
  const notes: Record<string, string> = {}
  for (const { answers } of view.events) {
    const named = answers[asks.namedIn] as readonly Correction[] | undefined
    if (!named) continue
    for (const name of Object.keys(notes)) delete notes[name]
    for (const { field, note } of named) notes[field] = `要改的：${note}`
  }
  return notes
}

/** What is known of her that these questions ask, as far as it answers them. */
function known(kind: AnyKind, asks: readonly string[], profile: FormAnswers, { facts }: About): Record<string, unknown> {
  const carried = carriedTo(kind.kind)
  const answers: Record<string, unknown> = {}
  for (const name of asks) {
    const field = kind.fields[name]
    const value = carried[name] ?? (field.profile ? profile[field.profile] : undefined)
    if (value !== undefined && problemWith(field, value, facts) === undefined) answers[name] = value
  }
  return answers
}

interface Found {
  kind: AnyKind
  about: About
  /** `null`: there is none; nothing: there was no signal to ask */
  view: ApplicationView | null | undefined
  profile: FormAnswers
  kept: Draft | undefined
}

function draftOf({ kind, about, view, profile, kept }: Found, asks: readonly string[], aboutId: string): Declaration['draft'] {
  const draft = kept ?? newDraft(kind.kind, aboutId, about.title, {})
  const id = kept?.cloud?.id
  // What belonged to a case that is over, or erased, begins a new one.
  const same = view === undefined || id === undefined || id === view?.id
  const clouded = (same && kept?.cloud) || newClouded()
  // An answer that waits to be sent again stays exactly as it was.
  if (!view || draft.sent) {
    const answers = kept ? kept.answers : known(kind, asks, profile, about)
    return { ...draft, answers, cloud: clouded }
  }
  const typed = kept?.answers ?? {}
  const merged = mergeSides({ ...clouded, answers: typed }, view.answers, kind.fields)
  const answers = kept ? merged.answers : { ...known(kind, asks, profile, about), ...merged.answers }
  const cloud = { key: clouded.key, id: view.id, version: view.version, base: { ...merged.base }, doubts: { ...merged.doubts } }
  return { ...draft, answers: { ...answers }, cloud }
}

async function queueOf(of: string) {
  const first = await readPictures(of)
  return pictureQueue({ first, keep: (pictures) => savePictures(of, pictures), arrived: pictureArrived })
}

/** Without a signal what this phone knows will do. */
const orElse = <T>(asked: Promise<T>, otherwise: T): Promise<T> => asked.catch(() => otherwise)

/**
 * Opens the long form of a kind: what lies on this phone and what lies in the cloud, brought together. Without a signal it opens all the
 * same, from this phone alone.
 * @throws Refusal when there is nothing on this phone and the cloud refuses
 */
export async function openDeclaration(kindName: string, aboutId: string): Promise<void> {
  // Whose draft it is must be known before it is looked for.
  await orElse(ensureSession(), null)
  const kept = await readDraft(kindName, aboutId)
  const began = registry.current(kindName)
  const finding = findCase(kindName, aboutId, kept?.cloud?.id)
  const [view, about, profile] = await Promise.all([
    finding.catch((reason) => {
      if (asRefusal(reason).code !== 'lost') throw reason
      return undefined
    }),
    aboutId === '' ? groundsOf(began).then((facts) => ({ title: began.title, facts })) : loadAbout(began, aboutId),
    orElse(loadProfile().then(answersOf), {} as FormAnswers),
    // The message templates must be known before the tap that sends.
    orElse(loadSettings(), undefined),
    orElse(loadPlaces(), undefined),
  ])
  const kind = view ? registry.edition(view.kind, view.edition) : began
  const move = view && formMove(view)
  const { move: made, asks } = move ? { move: { name: move.name, label: move.label }, asks: move.asks } : firstMove(kind, about)
  const draft = draftOf({ kind, about, view: view && (move ? view : null), profile, kept }, asks, aboutId)
  const notes = view && move ? correctionsIn(kind, view, move.name) : {}
  const pictures = await queueOf(picturesOf(kindName, aboutId))
  const owner = session()?.account.id ?? 'nobody'
  const open = { owner, kind, about, move: made, asks, notes, correcting: Boolean(view) && view?.state !== kind.start, draft, pictures }
  declaration.set({ ...open, saved: view ? 'cloud' : 'phone', refused: {}, ...(view && !move ? { sent: view.id } : {}) })
  // Sent from here without an answer, or from another phone: nothing of it has to stay on this one.
  if (view && !move) await wipeDraft(kindName, aboutId)
  else await saveDraft({ ...draft, move: made.name })
}
