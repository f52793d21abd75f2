import type { ApplicationRow } from '@shared/features/applications/applications.schema'
import { Action } from '../../core/action'
import { get } from '../../core/api'
import { CaseRow } from '../../core/case-row'
import { Gate } from '../../core/gate'
import { ListEnd } from '../../core/list-end'
import { type Page, usePages } from '../../core/pages'
import { toActivities } from '../../core/routes'
import { Nothing, Screen } from '../../core/screen'
import { useWho } from '../../core/who'

const load = (after?: string) => get<Page<ApplicationRow>>('/applications', { box: 'mine', after })

export default function Mine() {
  const who = useWho()
  return who === null ? (
    <Screen>
      <Gate>{null}</Gate>
    </Screen>
  ) : (
    <Cases key={who} />
  )
}

function Cases() {
  const cases = usePages(load, [], { onShow: true })
  const now = new Date().toISOString()
  return (
    <Screen of={cases}>
      {cases.data?.items.map((row) => (
        <CaseRow key={row.id} row={row} now={now} />
      ))}
      {cases.data?.items.length === 0 && (
        <Nothing title="您还没有办过什么" note="报了名、交了申请，都会在这里看到办到哪一步了">
          <Action tone="go" className="see-activities" onTap={toActivities}>
            看看有什么活动
          </Action>
        </Nothing>
      )}
      <ListEnd of={cases} />
    </Screen>
  )
}
