/** What web views of the oldest phones served (Chrome 67, iOS 11) lack of what our shared code calls. */
interface Later {
  hasOwn?: (of: object, name: PropertyKey) => boolean
  fromEntries?: (entries: Iterable<readonly [string, unknown]>) => Record<string, unknown>
}

const later = Object as unknown as Later
// (Written so that no formatter turns it into a call of itself.)
if (!later.hasOwn) later.hasOwn = (of, name) => Object.getOwnPropertyNames(of).indexOf(String(name)) >= 0
if (!later.fromEntries)
  later.fromEntries = (entries) => {
    const made: Record<string, unknown> = {}
    for (const [name, value] of entries) made[name] = value
    return made
  }
