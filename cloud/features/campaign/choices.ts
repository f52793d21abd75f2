import { dayOf } from '@shared/core/time'
import { type CampaignReads, FEWEST_TOLD, type QuizView } from '@shared/features/campaign/campaign.api'
import { countUp } from '../../core/counting'
import { type Database, find } from '../../core/database'
import { CampaignChoice } from './campaign.entity'
import type { ShownCampaign } from './shelf'
import { tallyOf, writeDown } from './tally'

interface Chosen {
  no: number
  choices: readonly { question: number; option: number }[]
}

export interface Choices {
  /** what somebody has chosen in a quiz; of another version than the one that is public, or where there is no such option, nothing is counted */
  chose(textId: string, quiz: QuizView, chosen: Chosen): void
  /** writes down what was counted since the last time */
  flush(): Promise<number>
}

/** Counts what is chosen in quizzes, by option and day: nobody is in it. */
export function choicesOf(db: Database, now: () => string): Choices {
  const counts = tallyOf<CampaignChoice>(({ textId, no, question, option, day }) => `${textId} ${no} ${question} ${option} ${day}`)
  return {
    chose: (textId, quiz, { no, choices }) => {
      if (no !== quiz.no) return
      const day = dayOf(now())
      for (const { question, option } of choices)
        if (quiz.questions[question]?.options[option] !== undefined) counts.add({ textId, no, question, option, day, times: 1 })
    },
    flush: () =>
      writeDown(counts.take(), counts, (rows) =>
        db.write(async (m) => {
          for (const one of rows) await countUp(m, CampaignChoice, one, 'times')
        }),
      ),
  }
}

type Totals = CampaignReads['quizzes'][number]

/** The totals of the quizzes as they are now; a question that few have answered is not told apart. */
export async function choicesIn(db: Database, { quizzes }: ShownCampaign): Promise<Totals[]> {
  const found: Totals[] = []
  for (const { textId, view } of quizzes) {
    const rows = await find(db.read, CampaignChoice, { textId, no: view.no })
    const timesOf = (question: number, option: number) =>
      rows.reduce((sum, row) => sum + (row.question === question && row.option === option ? row.times : 0), 0)
    const questions = view.questions.map(({ text, options, right }, question) => {
      const counts = options.map((_, option) => timesOf(question, option))
      const all = counts.reduce((sum, times) => sum + times, 0)
      const told = (times: number) => (all > 0 && all < FEWEST_TOLD ? null : times)
      return {
        text,
        times: told(all),
        options: options.map((words, i) => ({ text: words, right: i === right, times: told(counts[i] as number) })),
      }
    })
    found.push({ slug: view.slug, title: view.title, questions })
  }
  return found
}
