import Taro from '@tarojs/taro'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export interface Outgoing {
  method: Method
  /** with the query, e.g. `/api/notices?after=…` */
  path: string
  header: Record<string, string>
  body?: unknown
}
export interface Incoming {
  status: number
  data: unknown
}

const TIMEOUT_MS = 15_000
const inCloudRun = JINGUO_CLOUD_ENV !== ''

let cloudReady = false
function readyCloud(): void {
  if (cloudReady) return
  Taro.cloud.init({ env: JINGUO_CLOUD_ENV })
  cloudReady = true
}

/** WeChat's own line into its cloud (base library 2.23 and later): no domain to register, no public address. */
async function callContainer({ method, path, header, body }: Outgoing): Promise<Incoming> {
  readyCloud()
  const { statusCode, data } = await Taro.cloud.callContainer<unknown>({
    config: { env: JINGUO_CLOUD_ENV },
    path,
    method: method as 'GET',
    header: { ...header, 'X-WX-SERVICE': JINGUO_CLOUD_SERVICE },
    timeout: TIMEOUT_MS,
    ...(body === undefined ? {} : { data: body }),
  })
  return { status: statusCode, data }
}

async function request({ method, path, header, body }: Outgoing): Promise<Incoming> {
  const { statusCode, data } = await Taro.request<unknown>({
    url: `${JINGUO_API}${path}`,
    method: method as 'GET',
    header,
    timeout: TIMEOUT_MS,
    dataType: 'json',
    ...(body === undefined ? {} : { data: body as TaroGeneral.IAnyObject }),
  })
  return { status: statusCode, data }
}

/** WeChat sends no PATCH: it goes as a POST that says so. */
const asWechatSends = (outgoing: Outgoing): Outgoing =>
  outgoing.method === 'PATCH'
    ? { ...outgoing, method: 'POST', header: { ...outgoing.header, 'X-HTTP-Method-Override': 'PATCH' } }
    : outgoing

/** Sends one request. @throws whatever the phone says when no answer came */
export const send = (outgoing: Outgoing): Promise<Incoming> =>
  inCloudRun ? callContainer(asWechatSends(outgoing)) : request(asWechatSends(outgoing))

/** Sends one file as multipart `file`. Files never go through the container line (its calls hold 100 KB). */
export async function sendFile(path: string, filePath: string, header: Record<string, string>): Promise<Incoming> {
  const { statusCode, data } = await Taro.uploadFile({ url: `${JINGUO_API}${path}`, filePath, name: 'file', header, timeout: 60_000 })
  return { status: statusCode, data: parsed(data) }
}

export function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return text
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
