import http from 'node:http'
import type { Hitch } from '../hitches'
import { type Host, listenersOf } from '../types'
import { WxFailure } from './answer'

export interface Parcel {
  url: string
  method: string
  headers: Record<string, string>
  body: Buffer | undefined
  timeout: number
}
export interface Reply {
  statusCode: number
  header: Record<string, string>
  body: Buffer
}
export interface Carried {
  reply: Promise<Reply>
  abort(): void
}

/** Takes requests to the cloud under test by real HTTP, past whatever the phone's network does to them. */
export interface Carrier {
  carry(parcel: Parcel): Carried
}

export const REQUEST_TIMEOUT = 60_000
const AT_ONCE = 10
/** how long a request may go on after the app has left the screen */
const BACKGROUND = 5_000

type OnRequest = (request: http.ClientRequest) => void

/** Node's own request: any status is an answer; header names go out as they were given and come in as they were sent. */
function send(base: string, { url, method, headers, body }: Parcel, onRequest: OnRequest): Promise<Reply> {
  const { pathname, search } = new URL(url)
  const length = body ? { 'Content-Length': String(body.length) } : {}
  return new Promise((resolve, reject) => {
    const request = http.request(new URL(pathname + search, base), { method, headers: { ...headers, ...length } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const header: Record<string, string> = {}
        for (let i = 0; i < response.rawHeaders.length; i += 2) header[response.rawHeaders[i] ?? ''] = response.rawHeaders[i + 1] ?? ''
        resolve({ statusCode: response.statusCode ?? 0, header, body: Buffer.concat(chunks) })
      })
    })
    onRequest(request)
    request.on('error', reject)
    request.end(body)
  })
}

interface Cut {
  cut: Promise<never>
  abort(): void
  over(): void
}

/** Whatever ends a request before its answer: its timeout, the app in the background, the app itself. */
function newCut(host: Host, timeout: number): Cut {
  let fail: (error: WxFailure) => void = () => {}
  const cut = new Promise<never>((_, reject) => {
    fail = reject
  })
  const timer = host.clock.setTimeout(() => fail(new WxFailure('timeout', { errno: 5 })), timeout)
  let background = 0
  const onHide = () => {
    background = host.clock.setTimeout(() => fail(new WxFailure('interrupted')), BACKGROUND)
  }
  const onShow = () => host.clock.clear(background)
  listenersOf(host, 'onAppHide').add(onHide)
  listenersOf(host, 'onAppShow').add(onShow)
  return {
    cut,
    abort: () => fail(new WxFailure('abort')),
    over() {
      for (const id of [timer, background]) host.clock.clear(id)
      listenersOf(host, 'onAppHide').delete(onHide)
      listenersOf(host, 'onAppShow').delete(onShow)
    },
  }
}

export function newCarrier(host: Host): Carrier {
  const waiting: (() => Promise<void>)[] = []
  let going = 0
  const next = () => {
    const start = going < AT_ONCE ? waiting.shift() : undefined
    if (!start) return
    going++
    start().finally(() => {
      going--
      next()
    })
  }

  const transport = async (parcel: Parcel, hitch: Hitch | undefined, onRequest: OnRequest, letGo: () => void): Promise<Reply> => {
    const { phone } = host
    if (phone.network === 'offline' || hitch?.kind === 'fail') throw new WxFailure('')
    const lost = phone.network === 'loseAnswer' || hitch?.kind === 'lose'
    const reply = await send(phone.cloud, parcel, onRequest).catch((error: NodeJS.ErrnoException) => {
      throw new WxFailure(error.code ?? error.message, { errno: 600001 })
    })
    if (lost) throw new WxFailure('timeout', { errno: 5 })
    if (hitch?.kind !== 'hold') return reply
    hitch.arrive()
    // the test decides when it comes, so settle() must not wait for it
    letGo()
    await hitch.released
    return reply
  }

  return {
    carry(parcel) {
      const { pathname, search } = new URL(parcel.url)
      const outgoing = { url: parcel.url, path: pathname + search, method: parcel.method, body: parcel.body?.toString() ?? '' }
      const hitch = host.phone.meet(outgoing)
      const letGo = host.turns.begin(`${parcel.method} ${outgoing.path}`)
      const { cut, abort, over } = newCut(host, parcel.timeout)
      let request: http.ClientRequest | undefined
      let given = false
      const keep: OnRequest = (made) => {
        request = made
      }
      const sent = new Promise<Reply>((resolve, reject) => {
        waiting.push(async () => {
          if (!given) await transport(parcel, hitch, keep, letGo).then(resolve, reject)
        })
      })
      next()
      // nobody waits for it any more, at either end
      cut.catch(() => {
        given = true
        request?.destroy()
      })
      const reply = Promise.race([sent, cut]).finally(() => {
        over()
        letGo()
      })
      return { reply, abort }
    },
  }
}
