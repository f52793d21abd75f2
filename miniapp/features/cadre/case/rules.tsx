import type { ApplicationView } from '@shared/features/applications/applications.schema'
import { View } from '@tarojs/components'
import { SeeUnder } from '../../../core/loan/see-under'

type Judged = ApplicationView['verdicts'][number]

/** What needs an official's own eyes, one by one; what was judged by rule when she sent it, in one line. */
export function Rules({ view }: { view: ApplicationView }) {
  const met = view.verdicts.filter(({ ok }) => ok === true)
  const open = view.verdicts.filter(({ ok }) => ok !== true)
  return (
    <View className="card rules">
      <View className="title">{open.length === 0 ? '条件她都符合' : `她符合 ${met.length} 条，${open.length} 条要您看`}</View>
      {open.map((verdict) => (
        <View key={verdict.rule} className="row top gap">
          <View className={`dot ${verdict.ok === null ? 'ask' : 'no'}`}>{verdict.ok === null ? '?' : '✕'}</View>
          <View className="grow">
            {verdict.rule}
            <View className="note">{whyOf(verdict)}</View>
          </View>
        </View>
      ))}
      {met.length > 0 && (
        <View className="row top gap">
          <View className="dot done">✓</View>
          <View className="grow">{met.map(({ rule }) => rule).join('、')}</View>
        </View>
      )}
      <SeeUnder of={view} className="gap" />
    </View>
  )
}

const whyOf = ({ ok, why }: Judged): string => (ok === false && why ? `她看到的是：“${why}”` : '还看不出来，请您问一问')
