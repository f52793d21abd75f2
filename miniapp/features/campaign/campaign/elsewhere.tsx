import { useState } from 'react'
import { Action } from '../../../core/action'
import { toCampaigns, toHome } from '../../../core/routes'
import { openedAlone } from '../ways'

/** Where to go from here; who came by a code or by what somebody sent has no page to go back to. */
export function Elsewhere() {
  const [alone] = useState(openedAlone)
  return (
    <>
      <Action className="to-campaigns" onTap={toCampaigns}>
        看看别的专题
      </Action>
      {alone && (
        <Action className="go-home" onTap={toHome}>
          回首页
        </Action>
      )}
    </>
  )
}
