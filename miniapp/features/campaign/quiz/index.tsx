import type { QuizView } from '@shared/features/campaign/campaign.api'
import { useRouter } from '@tarojs/taro'
import { useLoaded } from '../../../core/loaded'
import { read } from '../../../core/reading'
import { quizPath } from '../keeping'
import { CampaignPage } from '../page'
import { useSharing } from '../sharing'
import { Upwards } from '../upwards'
import { quizPlace } from '../ways'
import { Questions } from './questions'

/** A quiz: one question at a time, each explained. Her answers stay in this page: nothing is sent, kept, counted or compared. */
export default function Quiz() {
  const { slug = '', page = '' } = useRouter<{ slug?: string; page?: string }>().params
  const reading = useLoaded(() => read<QuizView>(quizPath(slug, page)))
  const view = reading.data?.data
  useSharing(view && { title: view.title, cover: view.campaign.cover, place: quizPlace(slug, page) })
  return (
    <CampaignPage of={reading} leave={view?.leaveNow ? slug : undefined}>
      {view && <Questions quiz={view} />}
      {view && <Upwards campaign={view.campaign} />}
    </CampaignPage>
  )
}
