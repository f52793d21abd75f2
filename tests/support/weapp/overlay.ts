import { isVisible, type Sight, selectAll } from './look'
import type { ViewNode } from './tree'
import { textOf } from './types'

const ABOVE = /(^|\s)nut-(overlay|popup|dialog|toast|notify|popover|tour)/

/** Under an open popup or dialogue of NutUI the page can't be reached: its overlay takes every tap. */
export function coveredBy(sight: Sight, node: ViewNode): ViewNode | undefined {
  const overlay = selectAll(sight.root, '.nut-overlay').find(
    (found) => isVisible(sight, found) && !textOf(found.attr.class).includes('nut-toast'),
  )
  if (!overlay) return undefined
  for (let at: ViewNode | undefined = node; at; at = at.parent) if (ABOVE.test(textOf(at.attr.class))) return undefined
  return overlay
}
