/** Work that is done again only when what it was made from has changed: by content, for a checkout rewrites every time of change. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root, say } from './run.mjs'

/** Every file under `where` (a file or a folder of the repository), as sorted paths from the root. */
export function filesUnder(where) {
  const full = path.join(root, where)
  if (!existsSync(full)) return []
  if (statSync(full).isFile()) return [where]
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort()
}

/** One hash of the names and contents of all sources, and of words that matter besides. */
export function hashOf(sources, ...words) {
  const hash = createHash('sha256').update(JSON.stringify(words))
  for (const file of sources.flatMap(filesUnder)) hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file)))
  return hash.digest('hex')
}

const stampFile = (name) => path.join(root, 'dist/.stamps', name)
const touched = (result) => {
  const full = path.join(root, result)
  return existsSync(full) ? statSync(full).mtimeMs : undefined
}

/** True when `result` is still the very file that was made from `hash`: a watch build over it counts as a change. */
export function isCurrent(name, hash, result) {
  const file = stampFile(name)
  return existsSync(file) && touched(result) !== undefined && readFileSync(file, 'utf8') === `${hash} ${touched(result)}`
}

export function stamp(name, hash, result) {
  mkdirSync(path.dirname(stampFile(name)), { recursive: true })
  writeFileSync(stampFile(name), `${hash} ${touched(result)}`)
}

const isAlive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Lets one process at a time into `work`: `npm start` beside `npm test` would build into the same folder. */
export async function alone(name, work) {
  const file = `${stampFile(name)}.lock`
  mkdirSync(path.dirname(file), { recursive: true })
  for (let said = false; ; ) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      if (!isAlive(Number(readOr(file, '0')))) rmSync(file, { force: true })
      else if (!said) say(`  另一个进程正在构建 ${name},等它完成`)
      said = true
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

const readOr = (file, other) => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return other
  }
}
