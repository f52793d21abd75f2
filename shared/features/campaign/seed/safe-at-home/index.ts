import type { CampaignSeed } from '../../campaign.schema'
import { homeQuestions } from './home-questions'
import { protectionOrder } from './protection-order'
import { safeAtHomeQuiz } from './quiz'
import { tonight } from './tonight'
import { twoPapersCase } from './two-papers-case'
import { whatCounts } from './what-counts'

/** The address says nothing of violence: it stays in the history of a phone that others look into. */
export const safeAtHome: CampaignSeed = {
  campaign: {
    slug: 'safe-at-home',
    title: '11·25国际消除对妇女的暴力日',
    theme: '平安的家，不打、不骂、不吓',
    lead: '1999年，联合国把11月25日定为消除对妇女的暴力日。这里讲什么算家庭暴力、今晚怎么办、保护令怎么申请。有危险，先打110。',
    cover: 'home',
    from: '2026-11-18',
    until: '2026-11-30',
  },
  articles: [tonight, whatCounts, protectionOrder, twoPapersCase, homeQuestions],
  quiz: safeAtHomeQuiz,
}
