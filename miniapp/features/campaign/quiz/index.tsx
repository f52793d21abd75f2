import type { QuizView } from '@shared/features/campaign/campaign.api'
import { useRouter } from '@tarojs/taro'
import { useEffect } from 'react'
import { useLoaded } from '../../../core/loaded'
import { read } from '../../../core/reading'
import { Correction } from '../correction'
import { quizPath } from '../keeping'
import { CampaignPage } from '../page'
import { useSharing } from '../sharing'
import { Upwards } from '../upwards'
import { quizPlace } from '../ways'
import { chosen, sendChoices } from './choosing'
import { Questions } from './questions'

/** A quiz: one question at a time, each explained. What is chosen is counted by option, without her: nothing is kept about her, nor compared. */
export default function Quiz() {
  const { slug = '', page = '' } = useRouter<{ slug?: string; page?: string }>().params
  const reading = useLoaded(() => read<QuizView>(quizPath(slug, page)))
  const view = reading.data?.data
  const fresh = reading.data && !reading.data.old
  useEffect(() => {
    if (fresh) void sendChoices(slug, page)
  }, [fresh, slug, page])
  useSharing(view && { title: view.title, cover: view.campaign.cover, place: quizPlace(slug, page) })
  return (
    <CampaignPage of={reading} leave={view?.leaveNow ? slug : undefined}>
      {view && <Correction of={view.correction} what="这份题" />}
      {view && <Questions quiz={view} onChosen={(question, option) => void chosen(slug, page, { no: view.no, question, option })} />}
      {view && <Upwards campaign={view.campaign} />}
    </CampaignPage>
  )
}
