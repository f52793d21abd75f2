import type { Tell } from '@shared/core/telling'
import type { Atlas } from '../../core/atlas'
import type { Manager } from '../../core/database'
import type { Bars, Effects, Finders, Grounds, Releases, Subjects } from '../../core/kind-ports'
import type { CheckText } from '../../core/words'

/** What running cases needs from the other features. */
export interface Ports {
  subjects: Subjects
  effects: Effects
  finders: Finders
  grounds: Grounds
  bars: Bars
  releases: Releases
  atlas(): Promise<Atlas>
  /** what a person told before */
  profileOf(person: string): Promise<Readonly<Record<string, unknown>>>
  /** `known`: what `profileOf` said before the unit of work, where somebody has asked */
  saveProfile(
    m: Manager,
    person: string,
    answers: Readonly<Record<string, unknown>>,
    known: Readonly<Record<string, unknown>> | undefined,
  ): Promise<void>
  /** until the unit of work ends, who else would hold this person waits */
  holdPerson(m: Manager, person: string): Promise<void>
  nameOfAccount(account: string): Promise<string>
  tell(m: Manager, tells: readonly Tell[], about: { application: string; now: string }): Promise<void>
  /** none where WeChat is not configured */
  checkText: CheckText | undefined
  /** binds pictures to a case @throws AppError invalidInput when one is not hers */
  keepUploads(m: Manager, ids: readonly string[], about: { application: string; account: string }): Promise<void>
}
