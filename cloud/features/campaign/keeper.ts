/** Gives what was made from the newest state, or from one that was the newest at most three times `ms` ago. */
export type Kept<T> = () => Promise<T>

interface Made<T> {
  key: string
  thing: T
}

/**
 * Makes a thing once and keeps it for as long as its key stays the same. The key is asked for at most every `ms`; a reader waits for
 * the answer only when the last one is older than three times that: then what was withdrawn might still be shown.
 * @param make is given the thing that was made before, to take over from it what is still the same
 * @param clock milliseconds that only ever grow
 * @throws whatever asking or making throws, when nothing is known that is young enough
 */
export function keptWhile<T>(
  ms: number,
  keyOf: () => Promise<string>,
  make: (before: T | undefined) => Promise<T>,
  clock: () => number = () => performance.now(),
): Kept<T> {
  let made: Made<T> | undefined
  let trueAt = Number.NEGATIVE_INFINITY
  let looking: Promise<void> | undefined
  const look = async () => {
    const at = clock()
    // Read before the thing is made: what changes in between is noticed next time.
    const key = await keyOf()
    if (made?.key !== key) made = { key, thing: await make(made?.thing) }
    trueAt = at
  }
  const lookOnce = () => {
    looking ??= look().finally(() => {
      looking = undefined
    })
    return looking
  }
  return async () => {
    const age = clock() - trueAt
    if (made && age < ms) return made.thing
    const looked = lookOnce()
    if (made && age < 3 * ms) looked.catch(() => undefined)
    else await looked
    return (made as Made<T>).thing
  }
}
