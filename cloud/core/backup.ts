import { existsSync } from 'node:fs'
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileIn, keyMarks, type Manifest, manifestIn, manifestMark, writePart } from './backup-format'
import type { Database, Manager } from './database'
import { sha256 } from './ids'
import type { Moment } from './moment'
import { type Row, rowsOf, shapesOf, type TableShape, type Value } from './rows'
import type { Keyring } from './settings'

/** Files beside the database that rows of one table name. */
export interface Shelf {
  /** its folder in the backup */
  shelf: string
  table: string
  column: string
  nameOf(value: Value): string
  get(name: string): Promise<Buffer | undefined>
}

export interface BackupParts {
  engine: Database['engine']
  moment: Moment
  keys: Keyring
  shelves: readonly Shelf[]
  /** UTC ISO text */
  now(): string
}

const WRAPPED_KEY = 'data_key'

/** The master keys that the rows of a page need, by the id that stands in every wrapped key. */
async function* noting(pages: AsyncIterable<Row[]>, { columns }: TableShape, ids: Set<string>): AsyncGenerator<Row[]> {
  const at = columns.indexOf(WRAPPED_KEY)
  for await (const page of pages) {
    for (const row of page) {
      const id = at < 0 ? undefined : String(row[at]).split('.')[2]
      if (id) ids.add(id)
    }
    yield page
  }
}

async function* naming(pages: AsyncIterable<Row[]>, { columns }: TableShape, { column, nameOf }: Shelf, names: string[]) {
  const at = columns.indexOf(column)
  for await (const page of pages) {
    names.push(...page.map((row) => nameOf(row[at] as Value)))
    yield page
  }
}

async function writeTables(folder: string, m: Manager, shelves: readonly Shelf[]) {
  const ids = new Set<string>()
  const named = new Map<Shelf, string[]>()
  const tables: Manifest['tables'] = []
  for (const shape of shapesOf(m)) {
    const rows = noting(rowsOf(m, shape), shape, ids)
    const shelf = shelves.find(({ table }) => table === shape.name)
    const names: string[] = []
    if (shelf) named.set(shelf, names)
    const pages = shelf ? naming(rows, shape, shelf, names) : rows
    tables.push({ name: shape.name, columns: shape.columns, ...(await writePart(folder, `${shape.name}.ndjson.gz`, pages)) })
  }
  const migrations = ((await m.query('SELECT name FROM migrations ORDER BY id')) as { name: string }[]).map(({ name }) => name)
  return { tables, ids, named, migrations }
}

/** Copied after the rows: a file that a row keeps is there before its row says so, and never changes. */
async function writeFiles(folder: string, named: Map<Shelf, string[]>) {
  const missing: string[] = []
  const files: Manifest['files'] = []
  for (const [{ shelf, get }, names] of named) {
    await mkdir(path.join(folder, shelf), { mode: 0o700 })
    const copied = async function* () {
      for (const name of names) {
        const data = await get(name)
        if (!data) missing.push(`${shelf}/${name}`)
        else {
          await writeFile(fileIn(folder, shelf, name), data, { mode: 0o600, flag: 'wx', flush: true })
          yield [[name, data.length, sha256(data)]]
        }
      }
    }
    files.push({ shelf, ...(await writePart(folder, `files-${shelf}.ndjson.gz`, copied())) })
  }
  return { files, missing }
}

async function onDisk(folder: string): Promise<void> {
  const handle = await open(folder)
  await handle.sync().finally(() => handle.close())
}

/**
 * Writes a backup into a new folder: every row as it was at one moment, then the files that these rows name. The folder bears its
 * name only once everything is on the disk.
 * @throws Error when the folder is there already
 */
export async function writeBackup(to: string, { engine, moment, keys, shelves, now }: BackupParts): Promise<Manifest> {
  if (existsSync(to)) throw new Error('这个文件夹已经有了，请换一个名字')
  const folder = `${path.resolve(to)}.unfinished`
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  try {
    const at = now()
    const { tables, ids, named, migrations } = await moment((m) => writeTables(folder, m, shelves))
    const copied = await writeFiles(folder, named)
    const said = { format: 1 as const, at, engine, migrations, ...keyMarks(keys, ids), tables, ...copied }
    const manifest: Manifest = { mark: manifestMark(keys, said), ...said }
    await writeFile(manifestIn(folder), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true })
    await onDisk(folder)
    await rename(folder, to)
    await onDisk(path.dirname(path.resolve(to)))
    return manifest
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}
