import type { AnyKind } from '../core/kind'
import { advice } from './advice/advice.kind'
import { aid } from './aid/aid.kind'
import { publication } from './campaign/publication.kind'
import { caringMother } from './caring-mother/caring-mother.kind'
import { enrolment } from './enrolment/enrolment.kind'
import { difficulty } from './loan/difficulty.kind'
import { loan } from './loan/loan.kind'
import { pairing } from './pairing/pairing.kind'
import { petition } from './petition/petition.kind'
import { worry } from './worry/worry.kind'

/** The one list of kinds. A retired edition stays here as long as a case lives under it. */
export const kinds: readonly AnyKind[] = [enrolment, publication, loan, difficulty, caringMother, pairing, petition, aid, advice, worry]
