import type { CampaignSeed } from '../../campaign.schema'
import { borrowedRoomCase } from './borrowed-room-case'
import { drugQuestions } from './drug-questions'
import { familyRecovery } from './family-recovery'
import { lookAlikes } from './look-alikes'
import { poppy } from './poppy'
import { antiDrugQuiz } from './quiz'

export const antiDrug: CampaignSeed = {
  campaign: {
    slug: 'anti-drug',
    title: '6·26国际禁毒日',
    theme: '认得出毒品，守得住家人',
    lead: '1987年，联合国把6月26日定为国际禁毒日。毒品离村子并不远：一支烟、一株花、一个包裹都可能是。这里讲怎么认、怎么躲，家里人沾上了怎么帮。',
    cover: 'people',
    from: '2027-06-01',
    until: '2027-06-26',
  },
  articles: [lookAlikes, poppy, familyRecovery, borrowedRoomCase, drugQuestions],
  quiz: antiDrugQuiz,
}
