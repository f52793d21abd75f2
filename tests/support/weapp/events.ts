import type { ViewNode } from './tree'
import { type Fields, type Host, isRun, textOf } from './types'

const BUBBLES = /^(tap|longpress|longtap|touch\w+|transitionend|animation\w+)$/
const POINT = { identifier: 0, pageX: 10, pageY: 10, clientX: 10, clientY: 10, force: 1 }

/** data-some-name → someName */
function datasetOf(node: ViewNode): Fields {
  const names = Object.keys(node.attr).filter((name) => name.startsWith('data-'))
  const camel = (name: string) => name.slice(5).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  return Object.fromEntries(names.map((name) => [camel(name), node.attr[name]]))
}
const targetOf = (node: ViewNode) => ({ id: textOf(node.attr.id), offsetLeft: 0, offsetTop: 0, dataset: datasetOf(node) })

/** What the view layer calls, from the target up; a catch handler ends the way. */
function handlersOf(target: ViewNode, type: string) {
  const handlers: { node: ViewNode; method: string }[] = []
  for (let node: ViewNode | undefined = target; node; node = node.parent) {
    const caught = node.attr[`catch${type}`] ?? node.attr[`catch:${type}`]
    const method = textOf(caught ?? node.attr[`bind${type}`] ?? node.attr[`bind:${type}`])
    if (method && isRun(node.owner[method])) handlers.push({ node, method })
    if (caught !== undefined || !BUBBLES.test(type)) break
  }
  return handlers
}

/** Sends an event up the page. @returns whether anybody listened */
export function dispatch(host: Host, target: ViewNode, type: string, detail: Fields = {}, touches: Fields[] = []): boolean {
  const handlers = handlersOf(target, type)
  for (const { node, method } of handlers) {
    const run = node.owner[method]
    const event = {
      type,
      timeStamp: host.phone.now(),
      target: targetOf(target),
      currentTarget: targetOf(node),
      mark: {},
      detail,
      touches,
      changedTouches: touches,
    }
    host.turns.enter(`${type} handler`, () => isRun(run) && run(host.realm.adopt(event)))
  }
  return handlers.length > 0
}

/** A tap as the fingers make it. Only its own event is a gesture that WeChat takes for consent. */
export function dispatchTap(host: Host, target: ViewNode): boolean {
  dispatch(host, target, 'touchstart', {}, [POINT])
  dispatch(host, target, 'touchend', {}, [POINT])
  host.gesture = true
  try {
    return dispatch(host, target, 'tap', { x: POINT.pageX, y: POINT.pageY }, [POINT])
  } finally {
    host.gesture = false
  }
}

/** A finger that moves down (up, when negative) by so many px, event by event: the app draws in between. */
export function dragEvents(distance: number): { type: string; touches: Fields[] }[] {
  const at = (y: number) => [{ ...POINT, pageY: POINT.pageY + y, clientY: POINT.clientY + y }]
  return [
    { type: 'touchstart', touches: at(0) },
    { type: 'touchmove', touches: at(distance / 2) },
    { type: 'touchmove', touches: at(distance) },
    { type: 'touchend', touches: at(distance) },
  ]
}
