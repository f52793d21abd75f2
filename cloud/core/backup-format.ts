import { createHash, createHmac } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { sha256 } from './ids'
import type { Row } from './rows'
import type { Keyring } from './settings'

/** One file of a backup: lines of JSON, compressed. */
export interface Part {
  file: string
  /** lines */
  rows: number
  /** of the compressed file, as hex */
  sha256: string
  /** of the lines themselves: the same rows give the same on every engine */
  rowsSha256: string
}

/** What stands beside the data: what it takes to restore it, and to know that it is whole. No key is in it. */
export interface Manifest {
  /** over all the rest, with a key that is not in the backup */
  mark: string
  format: 1
  /** UTC ISO text: the moment that the rows show */
  at: string
  engine: 'sqlite' | 'mysql'
  migrations: string[]
  /** the keys that are needed to open what is sealed: id → a mark by which a key is known again */
  masterKeys: Record<string, string>
  chainKey: string
  tables: (Part & { name: string; columns: string[] })[]
  /** files that do not lie in the database: lines of name, bytes and sha256, one part for each folder */
  files: (Part & { shelf: string })[]
  /** files that a row names and that could not be found: deleted since, or still on their way */
  missing: string[]
}

const MANIFEST = 'manifest.json'
/** Where things lie in the folder of a backup. */
export const manifestIn = (folder: string): string => path.join(folder, MANIFEST)
export const fileIn = (folder: string, shelf: string, name: string): string => path.join(folder, shelf, name)

/** By which a key is known again, without saying anything about it. */
const markOf = (key: Buffer): string => createHmac('sha256', key).update('backup').digest('hex').slice(0, 16)

/** @param ids the master keys by which something in the backup is sealed */
export function keyMarks({ masters, chain }: Keyring, ids: Iterable<string>): Pick<Manifest, 'masterKeys' | 'chainKey'> {
  const known = [...ids].map((id) => [id, masters.byId(id)] as const)
  return { masterKeys: Object.fromEntries(known.map(([id, master]) => [id, master ? markOf(master.key) : ''])), chainKey: markOf(chain) }
}

/** Whoever can only write the folder can neither change a backup nor put one together. */
export const manifestMark = ({ marks }: Keyring, manifest: Omit<Manifest, 'mark'>): string =>
  createHmac('sha256', marks)
    .update(JSON.stringify(['manifest', manifest]))
    .digest('hex')

async function* hashed(source: AsyncIterable<Buffer>, hash: ReturnType<typeof createHash>) {
  for await (const chunk of source) {
    hash.update(chunk)
    yield chunk
  }
}

/** Writes one part, readable by its owner only, and waits until it is on the disk. */
export async function writePart(folder: string, file: string, pages: AsyncIterable<readonly Row[]>): Promise<Part> {
  const [packed, plain] = [createHash('sha256'), createHash('sha256')]
  let rows = 0
  async function* lines() {
    for await (const page of pages) {
      rows += page.length
      const text = page.map((row) => `${JSON.stringify(row)}\n`).join('')
      plain.update(text)
      yield text
    }
  }
  const to = createWriteStream(path.join(folder, file), { mode: 0o600, flags: 'wx', flush: true })
  await pipeline(lines, createGzip(), (chunks) => hashed(chunks, packed), to)
  return { file, rows, sha256: packed.digest('hex'), rowsSha256: plain.digest('hex') }
}

/** The sha256 of the rows as `writePart` writes them. */
export async function rowsSha256(pages: AsyncIterable<readonly Row[]>): Promise<string> {
  const hash = createHash('sha256')
  for await (const page of pages) for (const row of page) hash.update(`${JSON.stringify(row)}\n`)
  return hash.digest('hex')
}

const PAGE = 200

/** The rows of a part, page by page. */
export async function* readPart(folder: string, { file }: Part): AsyncGenerator<Row[]> {
  const unpacked = createReadStream(path.join(folder, file)).pipe(createGunzip())
  let page: Row[] = []
  for await (const line of createInterface({ input: unpacked, crlfDelay: Number.POSITIVE_INFINITY })) {
    page.push(JSON.parse(line))
    if (page.length < PAGE) continue
    yield page
    page = []
  }
  if (page.length > 0) yield page
}

const damaged = (what: string) => new Error(`备份不完整，什么也没有恢复：${what}`)

/** What a backup says of itself. @throws Error in Chinese when there is none, or when another version wrote it */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(manifestIn(folder), 'utf8').catch(() => {
    throw damaged(`没有 ${MANIFEST}`)
  })
  const manifest = (() => {
    try {
      return JSON.parse(text) as Manifest
    } catch {
      throw damaged(`${MANIFEST} 读不懂`)
    }
  })()
  if (manifest.format !== 1) throw new Error('这份备份的格式这里不认识，请用备份时的版本恢复')
  return manifest
}

async function checkPart(folder: string, part: Part): Promise<void> {
  const hash = createHash('sha256')
  const chunks = createReadStream(path.join(folder, part.file)) as AsyncIterable<Buffer>
  for await (const chunk of chunks) hash.update(chunk)
  if (hash.digest('hex') !== part.sha256) throw damaged(part.file)
}

/** Reads every byte of a backup. @throws Error in Chinese at the first thing that is not as it was written */
export async function checkBackup(folder: string, manifest: Manifest, keys: Keyring): Promise<void> {
  const { mark, ...rest } = manifest
  if (mark !== manifestMark(keys, rest)) throw damaged(`${MANIFEST} 被改动过`)
  const missing = (file: string) => (error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? damaged(`没有 ${file}`) : error
  }
  for (const part of [...manifest.tables, ...manifest.files]) await checkPart(folder, part).catch(missing(part.file))
  for (const part of manifest.files)
    for await (const page of readPart(folder, part))
      for (const [name, , sum] of page) {
        const data = await readFile(fileIn(folder, part.shelf, String(name))).catch(missing(String(name)))
        if (sha256(data) !== sum) throw damaged(String(name))
      }
}
