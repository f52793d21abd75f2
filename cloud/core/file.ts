import type { IncomingMessage } from 'node:http'
import Busboy from '@fastify/busboy'
import { AppError } from '@shared/core/errors'
import type { SentFile } from './route'

const MB = 1024 * 1024

/** What a request may bring: how it is called to who sends it, and how many bytes it may have. */
const SORTS = {
  picture: { name: '照片', one: '一张照片', most: 8 * MB },
  recording: { name: '录音', one: '一段录音', most: 3 * MB },
  table: { name: '表格', one: '一个表格', most: 2 * MB },
} as const
export type FileSort = keyof typeof SORTS

/** what the multipart wrapping may add */
const ENVELOPE = 64 * 1024

/** How many bytes a file may take in memory while it is read: its parts and the whole, which stand beside each other for a moment. */
export function roomNeeded({ headers }: IncomingMessage, sort: FileSort): number {
  const { most } = SORTS[sort]
  return 2 * Math.min(Number(headers['content-length'] ?? most), most)
}

/** Breaks a request off whose bytes are still coming. @returns whether they were */
export function cutOff(request: IncomingMessage): boolean {
  if (request.complete) return false
  request.destroy()
  return true
}

/**
 * Reads the one file of a multipart request into memory, as large as its sort may be.
 * @throws AppError wrongType when it is not multipart or has no file, tooLarge, invalidInput when it breaks off or has more in it
 */
export function readFile(request: IncomingMessage, sort: FileSort): Promise<SentFile> {
  const { name, one, most } = SORTS[sort]
  return new Promise((resolve, reject) => {
    const brokenOff = () => reject(new AppError('invalidInput', `${name}没有传完，请再传一次`, { fields: { file: '没有传完' } }))
    // While it waited for its turn.
    if (request.destroyed) return brokenOff()
    const wrong = () => reject(new AppError('wrongType', `请选择${one}上传`))
    const tooLarge = () => reject(new AppError('tooLarge', `${name}太大了，最大 ${most / MB} MB`))
    if (Number(request.headers['content-length'] ?? 0) > most + ENVELOPE) return tooLarge()
    if (!request.headers['content-type']?.startsWith('multipart/form-data')) return wrong()
    let found: Promise<Buffer> | undefined
    let form: ReturnType<typeof Busboy>
    try {
      form = Busboy({
        headers: request.headers as { 'content-type': string },
        limits: { files: 1, fileSize: most, fields: 4, fieldSize: 1000 },
      })
    } catch {
      return wrong()
    }
    form.on('file', (_name, stream) => {
      found = new Promise((whole, broken) => {
        const parts: Buffer[] = []
        stream.on('data', (part: Buffer) => parts.push(part))
        stream.on('limit', () => {
          // Answered at once: who goes on sending is not waited for.
          parts.length = 0
          tooLarge()
        })
        stream.on('end', () => whole(Buffer.concat(parts)))
        stream.on('error', broken)
      })
      found.catch(() => undefined)
    })
    // Not skipped: what the parser skips it may never come to the end of.
    for (const limit of ['filesLimit', 'fieldsLimit'])
      form.on(limit, () => reject(new AppError('invalidInput', `一次只能传${one}`, { fields: { file: `一次只传${one}` } })))
    form.on('error', brokenOff)
    form.on('finish', () => (found ? found.then((data) => resolve({ data }), reject) : wrong()))
    request.on('aborted', brokenOff)
    request.pipe(form)
  })
}
