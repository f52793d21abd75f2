import { Refusal } from '../../miniapp/core/refusal'
import { afterRefusal, newUnsent } from '../../miniapp/core/worry/waiting'

// What the build says of the line to the cloud stands there before anything of the mini-program is loaded.
jest.mock('@tarojs/taro', () => {
  Object.assign(globalThis, { JINGUO_API: '', JINGUO_CLOUD_ENV: '', JINGUO_CLOUD_SERVICE: '' })
  return { __esModule: true, default: {} }
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
