import { AppError } from './errors'
import type { AnyKind } from './kind'

/** The kinds that one product offers, by name and edition. */
export interface Registry {
  all: readonly AnyKind[]
  /** the edition that new cases begin under @throws AppError notFound */
  current(name: string): AnyKind
  /** the edition of an old case @throws Error when the list lost it (a defect) */
  edition(name: string, edition: number): AnyKind
}

/** @throws Error when two entries share kind and edition, or a kind has two editions that are not retired */
export function registryOf(all: readonly AnyKind[]): Registry {
  const seen = new Set<string>()
  const current = new Map<string, AnyKind>()
  for (const kind of all) {
    const key = `${kind.kind}#${kind.edition}`
    if (seen.has(key) || (!kind.retired && current.has(kind.kind))) throw new Error(`two entries for ${key}`)
    seen.add(key)
    if (!kind.retired) current.set(kind.kind, kind)
  }
  return {
    all,
    current: (name) => {
      const kind = current.get(name)
      if (!kind) throw new AppError('notFound', '没有这个事项')
      return kind
    },
    edition: (name, edition) => {
      const kind = all.find((one) => one.kind === name && one.edition === edition)
      if (!kind) throw new Error(`no edition ${edition} of ${name}`)
      return kind
    },
  }
}
