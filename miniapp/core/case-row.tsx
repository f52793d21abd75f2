import { dayOf, sayDay } from '@shared/core/time'
import type { ApplicationRow } from '@shared/features/applications/applications.schema'
import { View } from '@tarojs/components'
import { memo } from 'react'
import { toCase } from './routes'
import { sayDue } from './say-due'
import { StateTag } from './state-tag'

interface CaseRowProps {
  row: ApplicationRow
  now: string
}

/** One of her own cases in a list. */
export const CaseRow = memo(function CaseRow({ row, now }: CaseRowProps) {
  return (
    <View className={`card case-row ${row.yours ? 'soft' : ''}`} ariaRole="button" onClick={() => toCase(row.id)}>
      <View className="row top">
        <View className="strong grow">{row.title}</View>
        <StateTag tone={row.tone} label={row.yours ? '该您办了' : row.label} />
      </View>
      <View className="note">{row.due ? sayDue(row.due, now) : `${sayDay(dayOf(row.changedAt), now)}更新`}</View>
    </View>
  )
})
