import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { AwsClient } from 'aws4fetch'
import type { Settings } from '../../core/settings'

/** Where pictures lie. Names are ids, never what somebody typed. */
export interface Storage {
  put(name: string, data: Buffer): Promise<void>
  /** undefined when there is none */
  get(name: string): Promise<Buffer | undefined>
  remove(name: string): Promise<void>
}

const ID = /^[0-9A-Z]{26}$/
const checkName = (name: string): string => {
  if (!ID.test(name)) throw new Error('a stored picture is named by its id')
  return `${name}.jpg`
}

function folderStorage(folder: string): Storage {
  const fileOf = (name: string) => path.join(folder, checkName(name))
  return {
    put: async (name, data) => {
      await mkdir(folder, { recursive: true })
      await writeFile(fileOf(name), data, { mode: 0o600 })
    },
    get: (name) =>
      readFile(fileOf(name)).catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? undefined : Promise.reject(error))),
    remove: (name) => rm(fileOf(name), { force: true }),
  }
}

/** Any S3-compatible service; `url` is the address of the bucket. */
function s3Storage({ url, keyId, secret }: { url: string; keyId: string; secret: string }): Storage {
  const client = new AwsClient({ accessKeyId: keyId, secretAccessKey: secret, service: 's3', retries: 2 })
  const call = async (method: string, name: string, body?: Buffer) => {
    const request = {
      method,
      ...(body ? { body: new Uint8Array(body), headers: { 'content-type': 'image/jpeg' } } : {}),
      signal: AbortSignal.timeout(15_000),
    }
    const answer = await client.fetch(`${url.replace(/\/$/, '')}/${checkName(name)}`, request)
    if (!answer.ok && answer.status !== 404) throw new Error(`the object storage answered ${answer.status}`)
    return answer
  }
  return {
    put: async (name, data) => {
      if ((await call('PUT', name, data)).status === 404) throw new Error('the bucket does not exist')
    },
    get: async (name) => {
      const answer = await call('GET', name)
      return answer.status === 404 ? undefined : Buffer.from(await answer.arrayBuffer())
    },
    remove: async (name) => {
      await call('DELETE', name)
    },
  }
}

export const storageOf = (settings: Settings['storage']): Storage =>
  settings.sort === 'folder' ? folderStorage(settings.folder) : s3Storage(settings)
