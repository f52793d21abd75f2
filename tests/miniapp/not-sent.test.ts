import { Refusal } from '../../miniapp/core/refusal'
import { addWords, afterRefusal, keepUnsent, newUnsent, openUnsent } from '../../miniapp/core/worry/waiting'

const storage = new Map<string, string>()

// What the build says of the line to the cloud stands there before anything of the mini-program is loaded.
jest.mock('@tarojs/taro', () => {
  Object.assign(globalThis, { JINGUO_API: '', JINGUO_CLOUD_ENV: '', JINGUO_CLOUD_SERVICE: '' })
  const taro = {
    getStorage: async ({ key }: { key: string }) => ({ data: JSON.parse(storage.get(key) ?? 'null') }),
    setStorage: async ({ key, data }: { key: string; data: unknown }) => void storage.set(key, JSON.stringify(data)),
  }
  return { __esModule: true, default: taro }
})

describe('a worry that was refused', () => {
  const unsent = { ...newUnsent({ pairing: 'p' }, { words: '门锁着' }), waiting: true }
  const refusedAs = (code: Refusal['code']) => afterRefusal(unsent, new Refusal(code, '为什么', { named: '请从名单里选' }))

  it.each(['lost', 'staleVersion', 'tooMany', 'busy'] as const)(
    'waits on as the same sending when nothing is wrong with it: %s',
    (code) => {
      expect(refusedAs(code)).toEqual({ ...unsent, tried: true })
    },
  )

  it.each(['invalidInput', 'notOpen', 'notFound', 'broken'] as const)('waits for her, with the reason, as another sending: %s', (code) => {
    const { key, ...left } = refusedAs(code)
    expect(left).toEqual({
      ...{ about: 'p', answers: { words: '门锁着' }, byChild: false, at: unsent.at, waiting: false, tried: true },
      refused: { message: '为什么', fields: { named: '请从名单里选' } },
    })
    expect(key).not.toBe(unsent.key)
  })
})

describe('words that she brings along to a worry that she has not sent', () => {
  const whom = { pairing: 'p' }
  const march = { ...newUnsent(whom, { words: '三月：不咳嗽了', danger: false }), waiting: true, tried: true }

  beforeEach(async () => {
    storage.clear()
    await keepUnsent(march)
  })

  it('stand after those that she kept, wait for her own tap, and are still there when she comes again', async () => {
    const opened = await openUnsent(whom, { words: '咳嗽' }, {})
    expect(opened).toMatchObject({ answers: { words: '三月：不咳嗽了\n咳嗽', danger: false }, waiting: false, tried: true })
    expect(opened.key).not.toBe(march.key)
    expect((await openUnsent(whom, {}, {})).answers).toEqual(opened.answers)
  })

  it('stand there once, however often she brings them, and what waits for signal goes on waiting', async () => {
    await addWords(whom, '四月：手上有伤')
    const once = await openUnsent(whom, {}, {})
    expect(await openUnsent(whom, { words: '四月：手上有伤' }, {})).toMatchObject({ answers: once.answers, key: once.key })
    await keepUnsent({ ...once, waiting: true })
    expect(await openUnsent(whom, { words: '四月：手上有伤' }, {})).toMatchObject({ waiting: true })
  })

  it('are what she begins with when she kept none', async () => {
    expect((await openUnsent({ pairing: 'other' }, { words: '手上有伤' }, { phone: '1' })).answers).toEqual({
      phone: '1',
      words: '手上有伤',
    })
  })
})
