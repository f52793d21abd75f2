/** Fetches something once for the whole app; a failed attempt is not remembered. */
export function once<T>(fetch: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined
  return () => {
    running ??= fetch().catch((reason) => {
      running = undefined
      throw reason
    })
    return running
  }
}
