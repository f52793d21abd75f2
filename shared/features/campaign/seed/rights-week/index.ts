import type { CampaignSeed } from '../../campaign.schema'
import { bonusListCase } from './bonus-list-case'
import { landStays } from './land-stays'
import { rightsWeekQuiz } from './quiz'
import { rightsQuestions } from './rights-questions'
import { sharedPurse } from './shared-purse'
import { workAndBaby } from './work-and-baby'

export const rightsWeek: CampaignSeed = {
  campaign: {
    slug: 'rights-week',
    title: '三八妇女维权周',
    theme: '土地、工作、财产，都有您的一份',
    lead: '三八妇女节前后，各地都办妇女维权周。这里用大白话讲几件身边事：承包地、找工作、生孩子、家里的钱。看完知道自己有什么权利，也知道该找谁。',
    cover: 'flower',
    from: '2027-03-01',
    until: '2027-03-08',
  },
  articles: [landStays, workAndBaby, sharedPurse, bonusListCase, rightsQuestions],
  quiz: rightsWeekQuiz,
}
