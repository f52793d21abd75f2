import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { AwsClient } from 'aws4fetch'
import type { Settings } from './settings'

/** Where files lie that are not in the database. Names are ids or numbers, never what somebody typed. */
export interface Storage {
  put(name: string, data: Buffer): Promise<void>
  /** undefined when there is none */
  get(name: string): Promise<Buffer | undefined>
  remove(name: string): Promise<void>
}

/** How the files of each kind may be named, and where they lie. */
const SHELVES = {
  pictures: { name: /^[0-9A-Z]{26}$/, fileOf: (name: string) => `${name}.jpg` },
  /** named by what is in them: open to whoever may read the text that shows them */
  media: { name: /^[0-9a-f]{32}$/, fileOf: (name: string) => `media/${name}` },
  anchors: { name: /^\d{8}$/, fileOf: (name: string) => `anchors/${name}` },
} as const
type Shelf = (typeof SHELVES)[keyof typeof SHELVES]

const checkName = ({ name, fileOf }: Shelf, given: string): string => {
  if (!name.test(given)) throw new Error('a stored file is named by its id or number')
  return fileOf(given)
}

function folderStorage(folder: string, shelf: Shelf): Storage {
  const fileOf = (name: string) => path.join(folder, checkName(shelf, name))
  return {
    put: async (name, data) => {
      const file = fileOf(name)
      await mkdir(path.dirname(file), { recursive: true })
      await writeFile(file, data, { mode: 0o600 })
    },
    get: (name) =>
      readFile(fileOf(name)).catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? undefined : Promise.reject(error))),
    remove: (name) => rm(fileOf(name), { force: true }),
  }
}

/** Any S3-compatible service; `url` is the address of the bucket. */
function s3Storage({ url, keyId, secret, region }: Extract<Settings['storage'], { sort: 's3' }>, shelf: Shelf): Storage {
  const client = new AwsClient({ accessKeyId: keyId, secretAccessKey: secret, service: 's3', retries: 2, ...(region ? { region } : {}) })
  const call = async (method: string, name: string, body?: Buffer) => {
    const request = {
      method,
      ...(body ? { body: new Uint8Array(body), headers: { 'content-type': 'application/octet-stream' } } : {}),
      signal: AbortSignal.timeout(15_000),
    }
    const answer = await client.fetch(`${url.replace(/\/$/, '')}/${checkName(shelf, name)}`, request)
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

/** The files of one kind, in the folder or the bucket that the settings name. */
export function storageOf(settings: Settings['storage'], shelf: keyof typeof SHELVES): Storage {
  return settings.sort === 'folder' ? folderStorage(settings.folder, SHELVES[shelf]) : s3Storage(settings, SHELVES[shelf])
}
