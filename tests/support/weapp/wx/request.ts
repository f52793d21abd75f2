import { type Fields, fieldsOf, type Host, isFields, textOf } from '../types'
import { type ApiSet, answerTo, logCall, WxFailure } from './answer'
import { type Carried, type Carrier, type Parcel, REQUEST_TIMEOUT, type Reply } from './carry'

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'CONNECT']

export function checkUrl(host: Host, url: unknown): string {
  const text = textOf(url)
  if (!/^https?:\/\/[^/]/.test(text)) throw new WxFailure(`invalid url "${text}"`, { errno: 600009 })
  const { origin } = new URL(text)
  if (host.phone.origin && origin !== host.phone.origin) throw new WxFailure(`url not in domain list: ${origin}`, { errno: 600002 })
  return text
}

export function headersOf(options: Fields): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(fieldsOf(options.header))) if (value !== undefined) headers[name] = textOf(value)
  return headers
}

const typeOf = (headers: Record<string, string>) =>
  Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''

const asForm = (data: Fields) =>
  Object.entries(data)
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(textOf(value))}`)
    .join('&')

const bytesOf = (data: unknown): Buffer | undefined => {
  if (Object.prototype.toString.call(data) === '[object ArrayBuffer]') return Buffer.from(data as ArrayBuffer)
  return ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : undefined
}

/** `data` as WeChat sends it: in the query of a GET, else by the content type, which is JSON unless said. */
export function parcelOf(url: string, options: Fields, timeout: number): Parcel {
  const method = textOf(options.method || 'GET').toUpperCase()
  if (!METHODS.includes(method)) throw new WxFailure(`invalid method ${method}`)
  const headers = headersOf(options)
  const { data } = options
  const parcel: Parcel = { url, method, headers, body: undefined, timeout: Number(options.timeout) || timeout }
  if (!typeOf(headers)) headers['content-type'] = 'application/json'
  if (data === undefined || data === null || data === '') return parcel
  const bytes = bytesOf(data)
  if (method === 'GET') {
    const query = isFields(data) ? asForm(data) : textOf(data)
    return query ? { ...parcel, url: `${url}${url.includes('?') ? '&' : '?'}${query}` } : parcel
  }
  const form = typeOf(headers).includes('x-www-form-urlencoded')
  const text = typeof data === 'string' ? data : form ? asForm(fieldsOf(data)) : JSON.stringify(data)
  return { ...parcel, body: bytes ?? Buffer.from(text) }
}

/** Text that should be JSON and is not arrives as text. */
function dataOf({ body }: Reply, options: Fields): unknown {
  if (options.responseType === 'arraybuffer') return body
  const text = body.toString('utf8')
  if (textOf(options.dataType || 'json') !== 'json') return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

export const resultOf = (reply: Reply, options: Fields): Fields => ({
  statusCode: reply.statusCode,
  header: reply.header,
  data: dataOf(reply, options),
  cookies: [],
})

/** A task can be aborted while its request is under way. */
export function tasking(host: Host, name: string, start: (options: Fields) => { carried: Carried; result: (reply: Reply) => Fields }) {
  return (given?: unknown) => {
    if (!host.turns.alive) return undefined
    const options = fieldsOf(given)
    logCall(host, name, options)
    const nothing = () => {}
    const task = {
      abort: nothing,
      onProgressUpdate: nothing,
      offProgressUpdate: nothing,
      onHeadersReceived: nothing,
      offHeadersReceived: nothing,
    }
    try {
      const { carried, result } = start(options)
      answerTo(host, name, options, carried.reply.then(result))
      task.abort = carried.abort
    } catch (error) {
      answerTo(host, name, options, Promise.reject(error))
    }
    return host.realm.adopt(task)
  }
}

export function requestApis(host: Host, carrier: Carrier): ApiSet {
  const request = tasking(host, 'request', (options) => ({
    carried: carrier.carry(parcelOf(checkUrl(host, options.url), options, REQUEST_TIMEOUT)),
    result: (reply) => resultOf(reply, options),
  }))
  return { direct: { request } }
}
