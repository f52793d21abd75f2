import type { SummaryView } from '@shared/features/activity/summary.schema'
import { sayTotals } from '@shared/features/activity/summary.words'
import { View } from '@tarojs/components'

/** What those who have a seat answered to the activity's own questions, in totals. */
export function Answers({ questions }: { questions: SummaryView['questions'] }) {
  if (questions.length === 0) return null
  return (
    <View className="card asked-totals">
      <View className="title">大家的回答</View>
      {questions.map((question) => (
        <View key={question.label} className="gap-s">
          <View className="note">{question.label}</View>
          <View className="strong">{sayTotals(question)}</View>
        </View>
      ))}
      <View className="note gap-s">这里只有合计。谁答了什么，在她的报名里看。</View>
    </View>
  )
}
