import { isLevel } from '@shared/core/place'
import type { ApplicationView } from '@shared/features/applications/applications.schema'
import { Action } from '../action'
import { toLoanUnder } from '../routes'
import { rolesOf, useSession } from '../session'

/** The way to what another version of the policy would change: for her and for the Federation, who may read all of it. */
export function SeeUnder({ of, className = '' }: { of: ApplicationView; className?: string }) {
  const cadre = rolesOf(useSession()).some(({ role }) => isLevel(role))
  if (of.kind !== 'loan' || of.verdicts.length === 0 || !(of.mine || cadre)) return null
  return (
    <Action className={`see-under ${className}`} onTap={() => toLoanUnder(of.id)}>
      换一个政策看看
    </Action>
  )
}
