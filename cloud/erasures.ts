import type { Manager } from './core/database'
import { recordErasure } from './core/erasure'
import { newId } from './core/ids'
import type { Marks } from './core/marks'
import type { Sealer } from './core/seal'
import type { Engine } from './features/applications/engine'
import { eraseRecorded } from './features/applications/erasing'
import type { Notices } from './features/notices/notices.service'
import type { PairingPorts } from './features/pairing/pairing.ports'

interface Around {
  seal: Sealer
  marks: Marks
  /** what is made after it */
  later(): { engine: Engine; notices: Pick<Notices, 'forget'> }
}

/** What is destroyed for good reason, each with a record of that. */
export const erasuresOf = ({ later, ...recording }: Around) => ({
  /** what was said in a case goes, with what anybody was told of it */
  eraseCase: (async (m, id, by) => {
    await eraseRecorded({ engine: later().engine, ...recording }, m, id, by)
    await later().notices.forget(m, { applicationId: id })
  }) satisfies PairingPorts['eraseCase'],
  /** the record of a case that has outlived its time */
  recordOutlived: (m: Manager, subjectId: string, why: string, at: string): Promise<void> =>
    recordErasure(m, recording, { id: newId(at), sort: 'application', subjectId, at }, { by: '保存期限', why }),
})
