/** The two lines to the cloud: which one is used is decided when the mini-program is built. */
interface Sent {
  by: 'request' | 'callContainer'
  given: Record<string, unknown>
}

const sent: Sent[] = []
const answer = { statusCode: 200, data: { ok: true } }
const answering = (by: Sent['by']) => async (given: Record<string, unknown>) => {
  sent.push({ by, given })
  return answer
}
jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: { request: answering('request'), cloud: { init: () => undefined, callContainer: answering('callContainer') } },
}))

type Built = Record<'JINGUO_API' | 'JINGUO_CLOUD_ENV' | 'JINGUO_CLOUD_SERVICE', string>
async function builtWith(constants: Built) {
  jest.resetModules()
  Object.assign(globalThis, constants)
  return import('../../miniapp/core/transport')
}
const outgoing = { method: 'POST' as const, path: '/api/applications', header: { Authorization: 'Bearer t' }, body: { kind: 'enrolment' } }

describe('requests', () => {
  beforeEach(() => sent.splice(0))

  it('go through wx.request to the address of the cloud', async () => {
    const { send } = await builtWith({ JINGUO_API: 'https://api.example', JINGUO_CLOUD_ENV: '', JINGUO_CLOUD_SERVICE: '' })
    expect(await send(outgoing)).toEqual({ status: 200, data: { ok: true } })
    expect(sent).toEqual([
      {
        by: 'request',
        given: expect.objectContaining({ url: 'https://api.example/api/applications', method: 'POST', data: { kind: 'enrolment' } }),
      },
    ])
  })

  it('go through WeChat Cloud Run, with the name of the service, where the build names an environment', async () => {
    const { send } = await builtWith({ JINGUO_API: '', JINGUO_CLOUD_ENV: 'county-1', JINGUO_CLOUD_SERVICE: 'jinguo' })
    await send(outgoing)
    const { by, given } = sent[0] as Sent
    expect([by, given.path, given.config]).toEqual(['callContainer', '/api/applications', { env: 'county-1' }])
    expect(given.header).toMatchObject({ 'X-WX-SERVICE': 'jinguo', Authorization: 'Bearer t' })
  })
})
