import { askOpenly } from '../../../core/openly'
import { asRefusal } from '../../../core/refusal'
import { forget, keep, recall } from '../../../core/storage'
import { choicesKey, quizPath } from '../keeping'

interface Choice {
  no: number
  question: number
  option: number
}

const AFTER_MS = 2_000
const MOST_KEPT = 40
let sending: ReturnType<typeof setTimeout> | undefined
let last: Promise<void> = Promise.resolve()

/** One thing at a time on what waits here. */
function inTurn(what: () => Promise<void>): Promise<void> {
  last = last.then(what).catch((reason) => console.warn('choices', reason))
  return last
}

/** Sends what waits of one quiz, as one batch without her name or token; without a line it waits for the next time that the quiz is opened. */
export const sendChoices = (slug: string, page: string): Promise<void> =>
  inTurn(async () => {
    const key = choicesKey(slug, page)
    const waiting = (await recall<Choice[]>(key)) ?? []
    const no = waiting[waiting.length - 1]?.no
    if (no === undefined) return
    const choices = waiting.filter((one) => one.no === no).map(({ question, option }) => ({ question, option }))
    try {
      await askOpenly('POST', `${quizPath(slug, page)}/choices`, { no, choices })
    } catch (reason) {
      if (asRefusal(reason).code === 'lost') return
    }
    await forget(key)
  })

/** She has chosen an option: it is sent a little later, together with what she chooses meanwhile. */
export async function chosen(slug: string, page: string, choice: Choice): Promise<void> {
  const key = choicesKey(slug, page)
  await inTurn(async () => keep(key, [...((await recall<Choice[]>(key)) ?? []), choice].slice(-MOST_KEPT)))
  clearTimeout(sending)
  sending = setTimeout(() => void sendChoices(slug, page), AFTER_MS)
}
