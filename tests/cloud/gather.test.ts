import { gathered } from '../../cloud/core/gather'
import { onBothEngines } from '../support/cloud'

onBothEngines('many who come at once', (cloud) => {
  it('are each told what is hers, and a stranger among them nothing', async () => {
    const women = await Promise.all(Array.from({ length: 150 }, (_, n) => cloud().woman({ name: `王${n}` })))
    const profiles = await Promise.all(women.map((her) => her.get('/api/profile')))
    expect(profiles.map(({ body }) => [body.name, body.account.id])).toEqual(women.map((her, n) => [`王${n}`, her.account]))
    const [her, stranger] = await Promise.all([women[0]?.get('/api/profile'), cloud().anybody.get('/api/profile')])
    expect([her?.status, stranger.status]).toEqual([200, 401])
  })
})

describe('what is asked for together', () => {
  /** A reader whose every question is answered by hand. */
  const slowly = () => {
    const questions: { keys: readonly string[]; answer: (found: Record<string, string>) => void; fail: (error: Error) => void }[] = []
    const ask = gathered<string>(
      (keys) =>
        new Promise((resolve, reject) => {
          questions.push({ keys, answer: (found) => resolve(new Map(Object.entries(found))), fail: reject })
        }),
    )
    const turn = () => new Promise((resolve) => setImmediate(resolve))
    const first = () => questions.shift() as (typeof questions)[number]
    return { ask, turn, first, questions }
  }

  it('is one question, in which nobody stands twice; whom there is nothing for gets nothing', async () => {
    const { ask, turn, first, questions } = slowly()
    const answers = Promise.all([ask('a'), ask('b'), ask('a'), ask('c')])
    await turn()
    const { keys, answer } = first()
    expect([keys, questions]).toEqual([['a', 'b', 'c'], []])
    answer({ a: '1', b: '2' })
    expect(await answers).toEqual(['1', '2', '1', undefined])
  })

  it('is read after it was asked: who comes while a question is on its way is asked for anew', async () => {
    const { ask, turn, first } = slowly()
    const before = ask('a')
    await turn()
    const sent = first()
    const after = ask('a')
    await turn()
    first().answer({ a: 'revoked' })
    sent.answer({ a: 'cadre' })
    expect([await before, await after]).toEqual(['cadre', 'revoked'])
  })

  it('fails for all of them and for nobody else', async () => {
    const { ask, turn, first } = slowly()
    const lost = Promise.allSettled([ask('a'), ask('b')])
    await turn()
    first().fail(new Error('away'))
    expect((await lost).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    const again = ask('a')
    await turn()
    first().answer({ a: '1' })
    expect(await again).toBe('1')
  })

  it('goes in several questions when there is much of it', async () => {
    const { ask, turn, questions } = slowly()
    const answers = Promise.all(Array.from({ length: 250 }, (_, n) => ask(String(n))))
    await turn()
    expect(questions.map(({ keys }) => keys.length)).toEqual([100, 100, 50])
    for (const { keys, answer } of questions) answer(Object.fromEntries(keys.map((key) => [key, key])))
    expect(await answers).toEqual(Array.from({ length: 250 }, (_, n) => String(n)))
  })
})
