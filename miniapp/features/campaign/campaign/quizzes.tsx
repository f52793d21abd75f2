import type { CampaignView } from '@shared/features/campaign/campaign.api'
import { View } from '@tarojs/components'
import { Action } from '../../../core/action'
import { toQuiz } from '../ways'

/** The quizzes of a campaign: to try, not to pass. */
export const Quizzes = ({ of: { slug, quizzes } }: { of: Pick<CampaignView, 'slug' | 'quizzes'> }) => (
  <>
    {quizzes.map((quiz) => (
      <View key={quiz.slug} className="card">
        <View className="title">{quiz.title}</View>
        <View className="note">{quiz.count}道题，不打分，每道都讲为什么。只数每个选项一共多少次，不记是谁。</View>
        <Action tone="go" className="gap to-quiz" onTap={() => toQuiz(slug, quiz.slug)}>
          答答看
        </Action>
      </View>
    ))}
  </>
)
