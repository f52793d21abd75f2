import type { Part } from '@shared/features/child/child.parts'
import type { FormAnswers } from '../../../core/field-form'

let handed: { child: string; part: Part; answers: FormAnswers } | undefined

/** What somebody is reading, handed to the page that mends it: once, and never by way of the phone's storage. */
export function handSeen(child: string, part: Part, answers: FormAnswers): void {
  handed = { child, part, answers }
}

export function takeSeen(child: string, part: Part): FormAnswers | undefined {
  const mine = handed && handed.child === child && handed.part === part ? handed.answers : undefined
  handed = undefined
  return mine
}
