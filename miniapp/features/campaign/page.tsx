import { sayTime } from '@shared/core/time'
import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Action } from '../../core/action'
import type { Loaded } from '../../core/loaded'
import { Loading, Screen } from '../../core/screen'
import { Calls } from './calls'
import './campaign.scss'
import { Read } from '../../core/reading'
import { Leave } from './leave'

interface PageProps {
  of: Pick<Loaded<Read<unknown>>, 'data' | 'problem' | 'reload'>
  /** the slug of a campaign that can be left at once; undefined where nobody needs to, or before it is known */
  leave?: string | undefined
  children?: ReactNode
}

/** The frame of every page here: the hotlines whatever happens, the way out, and how old it is when the phone had kept it. */
export function CampaignPage({ of, leave, children }: PageProps) {
  const foot = (
    <>
      {leave && <Leave campaign={leave} />}
      <Calls />
    </>
  )
  return (
    <Screen className={`campaign ${leave ? 'leavable' : ''}`} foot={foot}>
      <Loading of={of}>
        {of.data?.old && <Old at={of.data.at} again={of.reload} />}
        {children}
      </Loading>
    </Screen>
  )
}

function Old({ at, again }: { at: number; again: () => void }) {
  const when = sayTime(new Date(at).toISOString(), new Date().toISOString())
  return (
    <View className="card caution row old" ariaRole="alert">
      <View className="grow">信号不好，先看手机里存的。这是{when}取来的。</View>
      <Action small className="again" onTap={again}>
        再试一次
      </Action>
    </View>
  )
}
