import { asksOf } from '@shared/core/asking'
import type { AnyKind, Move } from '@shared/core/kind'
import { movesOf } from '@shared/core/kind'
import { type About, loadAbout } from '../../core/about'
import { type Draft, newDraft, readDraft } from '../../core/drafts'
import { registry } from '../../core/kinds'
import { loadPlaces } from '../../core/places'
import { answersOf, loadProfile } from '../../core/profile'
import { loadSettings } from '../../core/settings'

export interface Opened {
  kind: AnyKind
  about: About
  move: { name: string; label: string }
  names: readonly string[]
  draft: Draft
  /** field name → where its answer came from */
  notes: Record<string, string>
}

/** What her profile answers of the questions that are asked. */
function known(kind: AnyKind, names: readonly string[], profile: Record<string, unknown>): Record<string, unknown> {
  const answers: Record<string, unknown> = {}
  for (const name of names) {
    const kept = kind.fields[name].profile
    if (kept && profile[kept] !== undefined) answers[name] = profile[kept]
  }
  return answers
}

/**
 * Everything that the form needs before it opens. What she typed counts most, then her profile, then the code that she scanned.
 * @throws Refusal
 */
export async function openForm(
  kindName: string,
  aboutId: string,
  { village: scanned, move: wanted }: { village?: string; move?: string },
): Promise<Opened> {
  const kind = registry.current(kindName)
  const [about, profile, kept] = await Promise.all([
    loadAbout(kind, aboutId),
    loadProfile(),
    readDraft(kindName, aboutId),
    // The message templates must be known before the tap that submits.
    loadSettings().catch(() => undefined),
    loadPlaces(),
  ])
  const moves = movesOf(kind, kind.start)
  const name = [wanted, kept?.move].find((one) => one !== undefined && one in moves) ?? (Object.keys(moves)[0] as string)
  const move = moves[name] as Move
  const names = asksOf(kind, { answers: {} }, move, about.facts)
  const fromProfile = known(kind, names, answersOf(profile))
  const village = names.find((one) => kind.fields[one].type === 'village')
  const fromCode = village && scanned && fromProfile[village] === undefined ? { [village]: scanned } : {}
  // Another move under the key of a sending whose fate nobody knows would be refused.
  const same = kept !== undefined && (kept.move ?? name) === name
  const draft = same ? kept : newDraft(kindName, aboutId, about.title, {})
  const typed = kept?.answers ?? {}
  const notes: Record<string, string> = {}
  if (village && fromCode[village] !== undefined && typed[village] === undefined) notes[village] = '从您扫的码认出来的'
  return {
    kind,
    about,
    move: { name, label: move.label },
    names,
    draft: { ...draft, move: name, answers: { ...fromCode, ...fromProfile, ...typed } },
    notes,
  }
}
