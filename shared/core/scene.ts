/** What a printed code says: the id of what it is about, and in which village it hangs. */
export interface Scene {
  about: string
  village?: string
}

const MARK = '.'
const ABOUT = /^[0-9A-Za-z]{26}$/
const VILLAGE = /^[0-9A-Za-z]{1,5}$/

/**
 * `<id>` or `<id>.<village id>`: 26 + 1 + 5 characters are the 32 that a WeChat code may carry.
 * @throws RangeError when an id does not fit (a defect)
 */
export function sceneOf(about: string, village?: string): string {
  if (!ABOUT.test(about)) throw new RangeError(`no id for a code: ${about}`)
  if (village === undefined) return about
  if (!VILLAGE.test(village)) throw new RangeError(`a village id of at most 5 characters is needed: ${village}`)
  return `${about}${MARK}${village}`
}

/** Reads a code; undefined when it is none of ours. A village that cannot be read is left out. */
export function readScene(scene: string): Scene | undefined {
  const [about = '', village = ''] = scene.split(MARK)
  if (!ABOUT.test(about)) return undefined
  return VILLAGE.test(village) ? { about, village } : { about }
}
