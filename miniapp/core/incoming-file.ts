import Taro from '@tarojs/taro'
import { accepted, unanswered } from './refusal'
import { type Incoming, parsed } from './transport'

/** A paper is drawn while she waits. */
const TIMEOUT_MS = 60_000

/** A browser's own; a phone never gets here. */
declare const URL: { createObjectURL(file: unknown): string }
declare const Blob: new (parts: unknown[], of: { type: string }) => unknown
declare const TextDecoder: new () => { decode(bytes: ArrayBuffer): string }
declare const document: { createElement(name: 'a'): { href: string; download: string; click(): void } }

const isGood = (status: number): boolean => status >= 200 && status < 300

/** What the cloud said instead of a file lies in the file: WeChat calls every answer a success. */
function saidIn(file: string): unknown {
  try {
    return parsed(Taro.getFileSystemManager().readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

async function toPhone(path: string, header: Record<string, string>): Promise<Incoming> {
  const { statusCode, tempFilePath } = await Taro.downloadFile({ url: `${JINGUO_API}${path}`, header, timeout: TIMEOUT_MS })
  return { status: statusCode, data: isGood(statusCode) ? tempFilePath : saidIn(tempFilePath) }
}

async function toBrowser(path: string, header: Record<string, string>): Promise<Incoming> {
  const url = `${JINGUO_API}${path}`
  const { statusCode, data, header: said } = await Taro.request({ url, header, timeout: TIMEOUT_MS, responseType: 'arraybuffer' })
  if (!isGood(statusCode)) return { status: statusCode, data: parsed(new TextDecoder().decode(data)) }
  return { status: statusCode, data: URL.createObjectURL(new Blob([data], { type: String(said?.['content-type']) })) }
}

/** Fetches a file; `data` is where it now lies, or what the cloud said instead. Like sending one, never through the container line. */
export const fetchFile = (path: string, header: Record<string, string>): Promise<Incoming> =>
  process.env.TARO_ENV === 'h5' ? toBrowser(path, header) : toPhone(path, header)

/** What anybody may see, from beside the interface. @returns where it now lies @throws Refusal */
export const fetchPublic = async (path: string): Promise<string> =>
  accepted<string>(
    await fetchFile(path, {}).catch((reason) => {
      throw unanswered(reason)
    }),
  )

/** Only in a browser: puts a fetched file among its downloads. */
export function keepFile(file: string, name: string): void {
  const link = document.createElement('a')
  link.href = file
  link.download = name
  link.click()
}
