/** What a printed code says: which activity, and in which village the poster hangs. */
export interface Scene {
  activity: string
  village?: string
}

const MARK = '.'
const ACTIVITY = /^[0-9A-Za-z]{26}$/
const VILLAGE = /^[0-9A-Za-z]{1,5}$/

/**
 * `<activity id>` or `<activity id>.<village id>`: 26 + 1 + 5 characters are the 32 that a WeChat code may carry.
 * @throws RangeError when an id does not fit (a defect)
 */
export function sceneOf({ activity, village }: Scene): string {
  if (!ACTIVITY.test(activity)) throw new RangeError(`no activity id: ${activity}`)
  if (village === undefined) return activity
  if (!VILLAGE.test(village)) throw new RangeError(`a village id of at most 5 characters is needed: ${village}`)
  return `${activity}${MARK}${village}`
}

/** Reads a code; undefined when it is none of ours. A village that cannot be read is left out. */
export function readScene(scene: string): Scene | undefined {
  const [activity = '', village = ''] = scene.split(MARK)
  if (!ACTIVITY.test(activity)) return undefined
  return VILLAGE.test(village) ? { activity, village } : { activity }
}
