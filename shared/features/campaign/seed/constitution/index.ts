import type { CampaignSeed } from '../../campaign.schema'
import { aDay } from './a-day'
import { backToSchoolCase } from './back-to-school-case'
import { everydayQuestions } from './everyday-questions'
import { constitutionQuiz } from './quiz'
import { sameRights } from './same-rights'
import { villageVote } from './village-vote'

export const constitution: CampaignSeed = {
  campaign: {
    slug: 'constitution',
    title: '12·4国家宪法日',
    theme: '宪法不远，就在每天的日子里',
    lead: '12月4日是国家宪法日。宪法管着上学、做工、养老、选举，也专门给妇女写了一条。这里用身边的事讲给您听。',
    cover: 'scale',
    from: '2026-12-01',
    until: '2026-12-07',
  },
  articles: [aDay, sameRights, villageVote, backToSchoolCase, everydayQuestions],
  quiz: constitutionQuiz,
}
