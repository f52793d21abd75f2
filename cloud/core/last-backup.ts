import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'

const fileIn = (dataDir: string): string => path.join(dataDir, 'last-backup')

/** When the last backup of this machine succeeded, as UTC ISO text; undefined when none is known. */
export const lastBackup = (dataDir: string): Promise<string | undefined> =>
  readFile(fileIn(dataDir), 'utf8').then(
    (text) => text.trim(),
    () => undefined,
  )

/** Written once a backup is complete: the server tells its age to Prometheus. */
export const noteBackup = (dataDir: string, at: string): Promise<void> => writeFile(fileIn(dataDir), `${at}\n`, { mode: 0o600 })
