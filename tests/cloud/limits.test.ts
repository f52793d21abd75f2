import { once } from 'node:events'
import http from 'node:http'
import { connect } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { limitsOf, networkOf, USUAL_LIMITS } from '../../cloud/core/limits'
import { roomOf, USUAL_ROOM } from '../../cloud/core/room'
import { enrol, HER, publish } from '../support/activities'
import { signal } from '../support/bases'
import { type Cloud, startCloud } from '../support/cloud'
import { jpeg } from '../support/pictures'

const opened: Cloud[] = []
afterEach(async () => {
  for (const cloud of opened.splice(0)) await cloud.close()
})
const start: typeof startCloud = async (...args) => {
  const cloud = await startCloud(...args)
  opened.push(cloud)
  return cloud
}

describe('a limit', () => {
  const few = { usual: 2, strangers: 3, guessable: 1, signIn: 1 }
  const refused = (work: () => void): unknown => {
    try {
      work()
    } catch (error) {
      return (error as { details: { retryAfter: number } }).details.retryAfter
    }
    return false
  }

  it('is counted by account, so that a village behind one address is no crowd, and ends with its minute', () => {
    let at = 0
    const limits = limitsOf(few, () => at)
    const take = (account: string | undefined, address = '10.0.0.1') => refused(() => limits.take('usual', { account, address }))
    expect(['a', 'a', 'b', 'b'].map((account) => take(account))).toEqual([false, false, false, false])
    at = 15_000
    expect([take('a'), take('b', '10.0.0.2'), take('c')]).toEqual([45, 45, false])
    expect([take(undefined), take(undefined), take(undefined), take(undefined)]).toEqual([false, false, false, 60])
    at = 60_000
    expect([take('a'), take(undefined)]).toEqual([false, 15])
  })

  it('knows an IPv6 line by its network and an IPv4 address in either form', () => {
    expect(networkOf('2001:db8:1:2:aaaa::1')).toBe(networkOf('2001:0db8:0001:0002:ffff:1:2:3'))
    expect(networkOf('2001:db8:1:2::1')).not.toBe(networkOf('2001:db8:1:3::1'))
    expect([networkOf('::1'), networkOf('::ffff:10.0.0.9'), networkOf('10.0.0.9')]).toEqual(['0:0:0:0', '10.0.0.9', '10.0.0.9'])
    expect(networkOf(`${'x'.repeat(9_000)}`)).toBe('unknown')
  })

  it('takes a bounded memory however many come: newcomers share a count, who is known keeps her own', () => {
    const limits = limitsOf(few, () => 0, 10)
    const take = (address: string) => refused(() => limits.take('usual', { account: undefined, address }))
    for (let i = 0; i < 10; i++) expect(take(`10.0.0.${i}`)).toBe(false)
    const newcomers = Array.from({ length: 50 }, (_, i) => take(`10.0.1.${i}`))
    expect(newcomers.filter((seconds) => seconds === false)).toHaveLength(few.strangers)
    expect([take('10.0.0.0'), refused(() => limits.take('usual', { account: 'her', address: '10.0.1.1' }))]).toEqual([false, false])
  })

  it('tells her in Chinese, and her phone when to come back', async () => {
    const cloud = await start('sqlite', {}, { limits: { usual: 1 } })
    const her = await cloud.woman()
    await her.get('/api/profile')
    const { status, body, headers } = await her.get('/api/profile')
    expect([status, body]).toEqual([429, { error: 'tooMany', message: '操作太快了，请歇一分钟再试' }])
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await (await cloud.woman()).get('/api/profile')).status).toBe(200)
  })

  it('stops who tries sign-ins, and lets a hall full of women sign in through one address', async () => {
    const cloud = await start('sqlite', { demo: true }, { limits: { signIn: 3 } })
    const person = await cloud.app.db.write((m) => cloud.app.accounts.create(m, { demo: true, profile: { name: '王桂兰' } }))
    const signIn = async (who: string) => (await cloud.anybody.post('/api/sign-in/demo', { person: who })).status
    expect(await Promise.all(Array.from({ length: 10 }, () => signIn(person)))).toEqual(Array(10).fill(200))
    for (let i = 0; i < 3; i++) expect(await signIn('0')).toBe(404)
    expect([await signIn('0'), await signIn(person)]).toEqual([429, 429])
    expect((await cloud.anybody.get('/api/settings')).status).toBe(200)
  })
})

describe('room for pictures', () => {
  /** Begins an upload and holds it before its end. */
  const hold = async (cloud: Cloud, token: string, bytes: number) => {
    const edge = 'edge'
    const head = `--${edge}\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n`
    const request = http.request(`${cloud.url}/api/uploads`, {
      method: 'POST',
      headers: {
        authorization: token,
        'idempotency-key': `held-${bytes}-upload`,
        'content-type': `multipart/form-data; boundary=${edge}`,
        'content-length': String(bytes),
        expect: '100-continue',
      },
    })
    request.on('error', () => undefined)
    request.flushHeaders()
    await once(request, 'continue')
    request.write(head)
    return request
  }
  const inFlight = async (cloud: Cloud, requests: number) => {
    while (!(await cloud.app.metrics.text()).includes(`jinguo_http_in_flight ${requests}`)) await nextTurn()
  }
  const tokenOf = async (cloud: Cloud, account: string) => {
    const token = `token-of-${account}`
    await cloud.app.db.write((m) => cloud.app.accounts.startSession(m, account, token))
    return `Bearer ${token}`
  }
  /** Whether a second woman can send a picture while the first one's is on its way; then whether she can once it is gone. */
  const besides = async (bytes: number, slowMs = USUAL_ROOM.slowMs) => {
    const cloud = await start('sqlite', {}, { room: { ...USUAL_ROOM, bytes, slowMs } })
    const [first, second] = [await cloud.woman(), await cloud.woman()]
    const held = await hold(cloud, await tokenOf(cloud, first.account), 5_000_000)
    await inFlight(cloud, 1)
    const during = await second.upload(await jpeg())
    held.destroy()
    await inFlight(cloud, 0)
    return { during, after: await second.upload(await jpeg()) }
  }

  it('is reserved before they are read: who finds none is told to come back, and finds some later', async () => {
    const { during, after } = await besides(10_000_000)
    expect([during.status, during.body]).toEqual([503, { error: 'busy', message: '现在传照片的人多，请过一会儿再传' }])
    expect([during.headers.get('retry-after'), after.status]).toEqual(['10', 201])
  })

  it('is taken from who has been sending for long, so that a few who hardly send keep nobody out', async () => {
    expect((await besides(10_000_000, 0)).during.status).toBe(201)
  })

  it('is there for everybody where it is not used up', async () => {
    expect((await besides(USUAL_ROOM.bytes)).during.status).toBe(201)
  })

  it('lets the pictures that one woman has chosen come in turns', async () => {
    const cloud = await start('sqlite', {}, { room: { ...USUAL_ROOM, each: 1, waiting: 8 } })
    const her = await cloud.woman()
    const data = await jpeg()
    const all = await Promise.all(Array.from({ length: 9 }, () => her.upload(data)))
    expect(all.map(({ status }) => status)).toEqual(Array(9).fill(201))
  })

  it('refuses a pile of hers, which takes nothing from anybody else', async () => {
    const room = roomOf({ bytes: 100, each: 1, waiting: 1, slowMs: 20_000 })
    const go = signal()
    const first = room.inside('her', 10, () => go.given)
    const second = room.inside('her', 10, async () => 'second')
    await expect(room.inside('her', 10, async () => 'third')).rejects.toMatchObject({ code: 'tooMany', details: { retryAfter: 10 } })
    expect(await room.inside('other', 90, async () => 'other')).toBe('other')
    await expect(room.inside('other', 91, async () => 'too large')).rejects.toMatchObject({ code: 'busy' })
    go.give()
    await first
    expect([await second, await room.inside('her', 100, async () => 'whole room')]).toEqual(['second', 'whole room'])
  })
})

describe('who is slow', () => {
  /** What a sender gets who never ends the head of its request. */
  const dawdle = (cloud: Cloud) =>
    new Promise<string>((resolve) => {
      const socket = connect(Number(new URL(cloud.url).port), '127.0.0.1')
      let said = ''
      socket.setEncoding('utf8').on('data', (text) => {
        said += text
      })
      socket.on('close', () => resolve(said))
      socket.on('error', () => undefined)
      socket.write('GET /api/settings HTTP/1.1\r\nHost: x\r\nX-Slow: ')
      setTimeout(() => socket.destroy(), 2_000).unref()
    })

  it('is hung up on, where nobody was before', async () => {
    const soon = { headersTimeout: 200, requestTimeout: 400, connectionsCheckingInterval: 50 }
    expect(await dawdle(await start('sqlite', {}, { slowest: soon }))).toContain('408 Request Timeout')
    const patient = { headersTimeout: 60_000, requestTimeout: 90_000, connectionsCheckingInterval: 50 }
    expect(await dawdle(await start('sqlite', {}, { slowest: patient }))).toBe('')
  })

  it('must not send an address or a header without an end', async () => {
    const cloud = await start('sqlite')
    expect((await cloud.anybody.get(`/api/activities?after=${'x'.repeat(20_000)}`)).status).toBe(431)
    expect((await cloud.anybody.get('/api/settings')).status).toBe(200)
  })

  it('is told to come back when an answer takes too long; what was begun is finished, once', async () => {
    const go = signal()
    const effects = {
      'enrolment.enrol': async () => {
        await go.given
        return { outcome: 'review' }
      },
    }
    const cloud = await start('sqlite', { logLevel: 'silent' }, { handlerMs: 2_500, effects })
    const cadre = await cloud.official('town', 't1')
    const id = await publish(cadre, cloud.clock.now(), { needsReview: true })
    const her = await cloud.woman()
    const before = await her.get('/api/applications?box=mine')
    const late = await enrol(her, id, HER, 'slow-key-0001')
    expect([late.status, late.body.error, late.headers.get('retry-after')]).toEqual([503, 'busy', '5'])
    go.give()
    const again = await enrol(her, id, HER, 'slow-key-0001')
    const after = await her.get('/api/applications?box=mine')
    expect([again.status, before.body.items.length, after.body.items.map((one: { id: string }) => one.id)]).toEqual([
      201,
      0,
      [again.body.id],
    ])
  })
})

it('the usual limits let a hall full of strangers open the app at once, and nobody guess', () => {
  expect(USUAL_LIMITS.strangers).toBeGreaterThanOrEqual(100 * 20)
  expect(USUAL_LIMITS.signIn).toBeLessThan(USUAL_LIMITS.guessable)
  expect(USUAL_LIMITS.guessable).toBeLessThan(USUAL_LIMITS.usual)
})
