import { AppError, invalid } from '@shared/core/errors'

/** Whether words may be shown to others, as WeChat judges. @throws when it does not answer */
export type CheckText = (account: string, words: string) => Promise<'pass' | 'review' | 'risky'>

/**
 * Lets words pass the content check before they are stored; it asks the network, so it runs before the unit of work.
 * @param field where it is said that they did not pass
 * @throws AppError invalidInput, unreachable when WeChat does not answer
 */
export async function mustPass(check: CheckText, account: string, field: string, words: string): Promise<void> {
  const verdict = await check(account, words).catch(() => {
    throw new AppError('unreachable', '现在连不上微信的内容检查，写的还在，请过一会儿再试')
  })
  if (verdict !== 'pass') invalid({ [field]: '这段话没有通过微信的内容检查，请换个说法' })
}
