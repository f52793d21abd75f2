import { type Fields, type Host, isRun, type Run } from '../types'
import { canvasNode } from './media'

/** No layout is computed here: every element is this large, which is the height of a row of NutUI's wheels (they measure it). */
export const RECT = { left: 0, top: 0, right: 100, bottom: 36, width: 100, height: 36 }
const SCROLL = { scrollTop: 0, scrollLeft: 0, scrollWidth: 100, scrollHeight: 36 }

export function newQuery(host: Host): () => Fields {
  return () => {
    const answers: unknown[] = []
    const callbacks: unknown[] = []
    const query: Fields = {
      in: () => query,
      select: () => nodes(false),
      selectAll: () => nodes(true),
      selectViewport: () => nodes(false),
      exec(callback: unknown) {
        host.turns.later('selector query', () => {
          for (const [index, run] of callbacks.entries()) if (isRun(run)) run(answers[index])
          if (isRun(callback)) callback(host.realm.adopt(answers))
        })
        return query
      },
    }
    const nodes = (all: boolean): Fields => {
      const ask = (answer: Fields, callback: unknown) => {
        answers.push(host.realm.adopt(all ? [answer] : answer))
        callbacks.push(callback)
        return query
      }
      const rect = { ...RECT, ...SCROLL, id: '', dataset: {} }
      return {
        boundingClientRect: (callback: unknown) => ask(rect, callback),
        scrollOffset: (callback: unknown) => ask(rect, callback),
        fields: (_: unknown, callback: unknown) => ask({ ...rect, node: canvasNode(host) }, callback),
        node: (callback: unknown) => ask({ node: canvasNode(host) }, callback),
        context: (callback: unknown) => ask({ context: {} }, callback),
      }
    }
    return query
  }
}

/** Nothing scrolls here, so nothing ever enters or leaves the screen. */
export function newObserver(): Run {
  return () => {
    const observer: Fields = {}
    for (const step of ['relativeTo', 'relativeToViewport']) observer[step] = () => observer
    for (const step of ['observe', 'disconnect']) observer[step] = () => undefined
    return observer
  }
}
