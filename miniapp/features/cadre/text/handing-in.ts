import type { ApplicationView } from '@shared/features/applications/applications.schema'
import type { DeskView } from '@shared/features/campaign/desk.api'
import { newKey, post } from '../../../core/api'
import { loadCase, makeMove } from '../../../core/moves'
import { asRefusal, Refusal } from '../../../core/refusal'

const checkedOf = ({ versions, no }: DeskView) => versions.find((version) => version.no === no)?.checked

/** WeChat looks at a version once, and is asked again about pictures that it has not answered for; what it calls risky goes no further. */
async function passCheck(view: DeskView): Promise<void> {
  const known = view.waits ? undefined : checkedOf(view)
  const verdict = known ?? (view.checks ? checkedOf(await post<DeskView>(`/campaign-texts/${view.id}/check`, { no: view.no })) : 'pass')
  if (verdict === 'risky') throw new Refusal('notOpen', '微信的内容检查没有通过，请改一改再交')
}

/** Hands the latest version in: as a new case, or as the answer to one that was sent back. @param named what she says of words that look like a real person @returns the case */
export async function handIn(view: DeskView, named: string | undefined): Promise<ApplicationView> {
  await passCheck(view)
  const input = { no: view.no, ...(named === undefined ? {} : { named }) }
  try {
    return await post<ApplicationView>('/applications', { kind: 'publication', about: view.id, move: 'submit', input })
  } catch (reason) {
    const { code, id } = asRefusal(reason)
    if (code !== 'alreadyOpen' || !id) throw reason
    const open = await loadCase(id)
    return open.state === 'draft' ? makeMove(open, 'submit', input, newKey()) : open
  }
}
