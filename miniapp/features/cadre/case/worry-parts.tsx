import { dayOf, sayTime } from '@shared/core/time'
import type { ApplicationView } from '@shared/features/applications/applications.schema'
import type { WorryView } from '@shared/features/worry/worry.schema'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { get } from '../../../core/api'
import { useLoaded } from '../../../core/loaded'
import { Loading } from '../../../core/screen'
import { StateTag } from '../../../core/state-tag'
import { Duty, Lines } from '../../../core/worry/lines'
import { sayHours } from '../due-tag'
import { NameSheet } from './name-sheet'

const DUTIES = {
  report: '有受侵害的嫌疑，报告公安、民政或教育部门',
  visit: '去看孩子，见到本人',
  record: '写明结果，办结',
} as const

interface WorryPartsProps {
  view: ApplicationView
  now: string
  /** the case as it is when somebody more is named */
  onNamed: (view: ApplicationView) => void
}

/** What a worry asks of whoever takes it, in hours, above what was said; and whom it must be kept from. */
export function WorryParts({ view, now, onNamed }: WorryPartsProps) {
  const { id, version } = view
  const of = useLoaded(() => get<WorryView>(`/worries/${id}`), [id, version])
  const [naming, setNaming] = useState(false)
  const named = (next: ApplicationView) => {
    setNaming(false)
    onNamed(next)
  }
  return (
    <>
      <Loading of={of}>{of.data && <Duties view={of.data} now={now} />}</Loading>
      {view.moves.some(({ name }) => name === 'name') && (
        <Action small className="to-name" onTap={() => setNaming(true)}>
          写明和谁有关，不让她看到
        </Action>
      )}
      {naming && <NameSheet view={view} onDone={named} onClose={() => setNaming(false)} />}
      <Lines />
      <Duty />
    </>
  )
}

function Duties({ view: { duties, named }, now }: { view: WorryView; now: string }) {
  return (
    <>
      {duties.length > 0 && (
        <View className="card">
          <View className="title">要办的事</View>
          {duties.map(({ duty, due }) => (
            <View key={duty} className={`row wraps top gap duty-${duty}`}>
              <View className="grow">
                <View className="strong">{DUTIES[duty]}</View>
                <View className="note">{`${sayTime(due, dayOf(due) === dayOf(now) ? now : undefined)}前`}</View>
              </View>
              <StateTag tone={due < now ? 'danger' : 'wait'} label={sayHours(due, now)} />
            </View>
          ))}
        </View>
      )}
      {named.length > 0 && (
        <View className="card caution named">
          <View className="strong">{`和${named.join('、')}有关，不让她们知道`}</View>
          <View className="note">系统不给她们看，也不通知她们。您也不要对她们说。</View>
        </View>
      )}
    </>
  )
}
