import { actByItself, type Control } from './controls'
import { dispatch, dispatchTap, dragEvents } from './events'
import { cutToLength, pickerValue, setValue, shownValue } from './fields'
import { controlOf, isVisible, locate, type Sight, selectAll, textIn, type Where } from './look'
import { coveredBy } from './overlay'
import type { ViewNode } from './tree'
import { type Fields, type Host, textOf } from './types'

/** The hand of a person: it reaches what can be seen, and nothing that is switched off. */
interface Hand {
  /** taps of the app's own controls so far; WeChat's dialogues are not counted */
  readonly taps: number
  /** a tap, without waiting for what comes of it */
  touch(wanted: string, where?: Where): void
  focusAndType(wanted: string, value: string, where?: Where): () => void
  choose(wanted: string, value: unknown, where?: Where): void
  /** the steps of a drag */
  drag(wanted: string, distance: number, where?: Where): (() => void)[]
  fire(wanted: string, type: string, detail?: Fields, where?: Where): void
}

const isOff = (value: unknown) => value === true || value === 'true' || value === ''
// a NutUI button that is disabled is so by its class alone
const OFF_CLASS = /(^|\s)nut-[a-z]+-disabled(\s|$)/

export function disabledBy(node: ViewNode): ViewNode | undefined {
  for (let at: ViewNode | undefined = node; at; at = at.parent) {
    if (isOff(at.attr.disabled) || isOff(at.attr.ariaDisabled) || OFF_CLASS.test(textOf(at.attr.class))) return at
    if (at.tag === 'button') return undefined
  }
  return undefined
}

export function newHand(host: Host, sight: () => Sight, control: () => Control): Hand {
  let taps = 0

  const reach = (wanted: string, where: Where, tappable: boolean): ViewNode => {
    if (!host.turns.alive) throw new Error('the app is not running')
    const seen = sight()
    const node = locate(seen, wanted, where, tappable)
    if (!isVisible(seen, node)) throw new Error(`"${wanted}" can't be seen on ${seen.page.route}, which says:\n${textIn(seen)}`)
    if (disabledBy(node)) throw new Error(`"${wanted}" is disabled on ${seen.page.route}`)
    if (coveredBy(seen, node)) throw new Error(`"${wanted}" is covered by what is open on ${seen.page.route}`)
    return node
  }
  /** the native component that is meant by the wrapper around it */
  const inner = (wanted: string, where: Where, tags: string[]): ViewNode => {
    const node = reach(wanted, where, false)
    for (let at: ViewNode | undefined = node; at; at = at.parent) if (tags.includes(at.tag)) return at
    const found = tags.flatMap((tag) => selectAll(node, tag))[0]
    if (!found) throw new Error(`"${wanted}" has no ${tags.join(' or ')} in it`)
    if (disabledBy(found)) throw new Error(`"${wanted}" is disabled`)
    return found
  }

  return {
    get taps() {
      return taps
    },
    touch(wanted, where = {}) {
      const node = reach(wanted, where, true)
      const target = controlOf(node) ?? node
      if (target.tag === 'picker') throw new Error(`"${wanted}" opens a picker: say what to choose`)
      taps++
      const heard = dispatchTap(host, node)
      if (![heard, actByItself(control(), node)].some(Boolean)) throw new Error(`nothing happens when "${wanted}" is tapped`)
    },
    focusAndType(wanted, value, where = {}) {
      const node = inner(wanted, where, ['input', 'textarea'])
      const { page } = sight()
      dispatch(host, node, 'focus', { value: shownValue(page, node), height: 0 })
      const typed = cutToLength(node, value)
      setValue(page, node, typed)
      dispatch(host, node, 'input', { value: typed, cursor: typed.length, keyCode: 0 })
      // the handler may have drawn the field anew, with a value of its own
      return () => {
        const now = sight()
        let again = node
        for (const other of selectAll(now.root, node.tag)) if (other.key === node.key) again = other
        dispatch(host, again, 'blur', { value: shownValue(now.page, again), cursor: typed.length })
      }
    },
    choose(wanted, value, where = {}) {
      const node = inner(wanted, where, ['picker', 'picker-view', 'slider'])
      taps++
      const given = node.tag === 'picker' ? pickerValue(node, value) : value
      setValue(sight().page, node, given)
      if (!dispatch(host, node, 'change', { value: given })) throw new Error(`nobody hears what is chosen in "${wanted}"`)
    },
    drag(wanted, distance, where = {}) {
      return dragEvents(distance).map(
        ({ type, touches }) =>
          () =>
            void dispatch(host, reach(wanted, where, false), type, {}, touches),
      )
    },
    fire(wanted, type, detail = {}, where = {}) {
      if (!dispatch(host, locate(sight(), wanted, where), type, detail)) throw new Error(`nobody listens to ${type} of "${wanted}"`)
    },
  }
}
