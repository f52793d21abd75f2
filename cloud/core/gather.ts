/** More in one question would make its text long; what is more goes into a second one. */
const MOST_TOGETHER = 100

/** Asks for what belongs to a key; undefined when there is none. */
type Ask<V> = (key: string) => Promise<V | undefined>

interface Question<V> {
  keys: Set<string>
  answers: Promise<ReadonlyMap<string, V>>
}

/**
 * What is asked for in the same turn of the event loop is read by one statement, for the way to the database and back costs many times
 * what the answer does. Nothing is kept: everybody's answer is read after she has asked.
 * @param read what belongs to each of these keys @throws what all who asked together then get
 */
export function gathered<V>(read: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>): Ask<V> {
  let open: Question<V> | undefined
  const begin = (): Question<V> => {
    const keys = new Set<string>()
    const asked = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      // Who comes from now on must not be given what is being read.
      if (open === question) open = undefined
      return read([...keys])
    })
    const question = { keys, answers: asked }
    return question
  }
  return async (key) => {
    if (!open || open.keys.size >= MOST_TOGETHER) open = begin()
    const question = open
    question.keys.add(key)
    return (await question.answers).get(key)
  }
}
