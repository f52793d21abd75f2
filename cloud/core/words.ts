import { AppError, invalid } from '@shared/core/errors'

/** What WeChat says of words: it passes them, leaves them to a person, or refuses them. */
export type Verdict = 'pass' | 'review' | 'risky'

/** Asks WeChat whether words of an account may be shown to others. @throws AppError unreachable or tooMany when it does not answer */
export type CheckText = (account: string, words: string) => Promise<Verdict>

/** The same for somebody who waits for the answer. @throws AppError unreachable when WeChat does not answer */
export const verdictOn = (check: CheckText, account: string, words: string): Promise<Verdict> =>
  check(account, words).catch((error) => {
    if (!(error instanceof AppError)) throw error
    throw new AppError('unreachable', '现在连不上微信的内容检查，写的还在，请过一会儿再试')
  })

/**
 * Lets words pass the content check before they are stored; it asks the network, so it runs before the unit of work.
 * @param field where it is said that they did not pass
 * @throws AppError invalidInput, unreachable when WeChat does not answer
 */
export async function mustPass(check: CheckText, account: string, field: string, words: string): Promise<void> {
  if ((await verdictOn(check, account, words)) !== 'pass') invalid({ [field]: '这段话没有通过微信的内容检查，请换个说法' })
}
