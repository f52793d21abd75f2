import type { AnyKind } from '../core/kind'
import { publication } from './campaign/publication.kind'
import { caringMother } from './caring-mother/caring-mother.kind'
import { enrolment } from './enrolment/enrolment.kind'

/** The one list of kinds. A retired edition stays here as long as a case lives under it. */
export const kinds: readonly AnyKind[] = [enrolment, publication, caringMother]
