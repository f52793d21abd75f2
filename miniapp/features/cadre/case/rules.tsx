import type { Fields } from '@shared/core/fields'
import type { Verdict } from '@shared/core/kind'
import { View } from '@tarojs/components'

const MARKS = { yes: { dot: 'done', sign: '✓' }, no: { dot: 'no', sign: '✕' }, ask: { dot: 'ask', sign: '?' } }

const markOf = ({ ok }: Verdict) => (ok === undefined ? MARKS.ask : ok ? MARKS.yes : MARKS.no)

function sayCount(verdicts: readonly Verdict[]): string {
  const met = verdicts.filter(({ ok }) => ok === true).length
  const open = verdicts.length - met
  return open === 0 ? '条件她都符合' : `她符合 ${met} 条，${open} 条要您看`
}

/** What is judged by rule, and what needs her own eyes; the latter first. */
export function Rules({ verdicts, fields }: { verdicts: readonly Verdict[]; fields: Fields }) {
  const ordered = [...verdicts.filter(({ ok }) => ok !== true), ...verdicts.filter(({ ok }) => ok === true)]
  return (
    <View className="card rules">
      <View className="title">{sayCount(verdicts)}</View>
      {ordered.map((verdict) => (
        <View key={verdict.rule} className="row top gap">
          <View className={`dot ${markOf(verdict).dot}`}>{markOf(verdict).sign}</View>
          <View className="grow">
            {verdict.rule}
            {verdict.ok !== true && <View className="note">{whyOf(verdict, fields)}</View>}
          </View>
        </View>
      ))}
    </View>
  )
}

function whyOf({ ok, needs }: Verdict, fields: Fields): string {
  const label = needs ? fields[needs]?.label : undefined
  if (ok === false) return label ? `和她填的“${label}”对不上，请您核对` : '这一条不符合，请您核对'
  return label ? `她没有填“${label}”，请您问一问` : '还看不出来，请您问一问'
}
