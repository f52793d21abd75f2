import type { ApplicationView } from '@shared/features/applications/applications.schema'
import { View } from '@tarojs/components'
import { SeeUnder } from '../../../core/loan/see-under'

type Judged = ApplicationView['verdicts'][number]

const MARKS = { yes: { dot: 'done', sign: '✓' }, no: { dot: 'no', sign: '✕' }, ask: { dot: 'ask', sign: '?' } }

const markOf = ({ ok }: Judged) => (ok === null ? MARKS.ask : ok ? MARKS.yes : MARKS.no)

function sayCount(verdicts: readonly Judged[]): string {
  const met = verdicts.filter(({ ok }) => ok === true).length
  const open = verdicts.length - met
  return open === 0 ? '条件她都符合' : `她符合 ${met} 条，${open} 条要您看`
}

/** What was judged by rule when she sent it, and what needs an official's own eyes; the latter first. */
export function Rules({ view }: { view: ApplicationView }) {
  const { verdicts } = view
  const ordered = [...verdicts.filter(({ ok }) => ok !== true), ...verdicts.filter(({ ok }) => ok === true)]
  return (
    <View className="card rules">
      <View className="title">{sayCount(verdicts)}</View>
      {ordered.map((verdict) => (
        <View key={verdict.rule} className="row top gap">
          <View className={`dot ${markOf(verdict).dot}`}>{markOf(verdict).sign}</View>
          <View className="grow">
            {verdict.rule}
            {verdict.ok !== true && <View className="note">{whyOf(verdict)}</View>}
          </View>
        </View>
      ))}
      <SeeUnder of={view} />
    </View>
  )
}

const whyOf = ({ ok, why }: Judged): string => (ok === false && why ? `她看到的是：“${why}”` : '还看不出来，请您问一问')
