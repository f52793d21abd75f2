import type { ApplicationView } from '@shared/features/applications/applications.schema'
import type { KnownLoans as Known } from '@shared/features/loan/loan.case.schema'
import { View } from '@tarojs/components'

function sayOf({ open, books }: Known['her']): string {
  const all = [open > 0 && `${open}件在办的申报`, books > 0 && `${books}笔放过款的贷款`].filter(Boolean)
  return all.length === 0 ? '没有别的申报，也没有放过款的贷款' : `另有${all.join('、')}`
}

/** What the house knows already by the ID numbers: nobody is asked again, and what she said can be held against it. */
export function KnownLoans({ view: { found, answers } }: { view: ApplicationView }) {
  const known = found.known as Known | undefined
  if (!known) return null
  const { times } = answers
  const more = typeof times === 'number' && known.her.books > times
  return (
    <View className={`card known-loans ${more ? 'caution' : ''}`}>
      <View className="title">系统里已经有的</View>
      <View className="gap-s">本人：{sayOf(known.her)}</View>
      {more && <View className="strong gap-s">她填的是享受过{times}次贴息，请核对</View>}
      {known.spouse && <View className="gap-s">爱人：{sayOf(known.spouse)}</View>}
      <View className="note gap-s">按身份证号查的，只给县妇联和人社部门看。</View>
    </View>
  )
}
