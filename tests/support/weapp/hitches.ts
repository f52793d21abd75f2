/** What a request looks like to somebody who wants to disturb it. */
export interface Outgoing {
  url: string
  path: string
  method: string
  body: string
}
export type Picks = (request: Outgoing) => boolean

/** 'ok'; 'offline': nothing leaves; 'loseAnswer': the cloud gets and does everything, and the phone never hears of it. */
export type Network = 'ok' | 'offline' | 'loseAnswer'

/** A request whose answer the test keeps back. */
export interface Held {
  /** resolves once the cloud has answered, and so has done what it was asked */
  answered: Promise<void>
  release(): void
}

export interface Hitch {
  kind: 'fail' | 'lose' | 'hold'
  when: Picks
  arrive: () => void
  released: Promise<void>
}

export interface Hitches {
  failNext(when?: Picks): void
  loseNextAnswer(when?: Picks): void
  holdNextAnswer(when?: Picks): Held
  /** The trouble that this request meets, used up by it. */
  meet(request: Outgoing): Hitch | undefined
}

const any: Picks = () => true

export function newHitches(): Hitches {
  const waiting: Hitch[] = []
  const add = (kind: Hitch['kind'], when: Picks): Held => {
    let arrive = () => {}
    let release = () => {}
    const answered = new Promise<void>((resolve) => {
      arrive = resolve
    })
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    waiting.push({ kind, when, arrive, released })
    return { answered, release }
  }
  return {
    failNext: (when = any) => void add('fail', when),
    loseNextAnswer: (when = any) => void add('lose', when),
    holdNextAnswer: (when = any) => add('hold', when),
    meet(request) {
      const index = waiting.findIndex((hitch) => hitch.when(request))
      return index < 0 ? undefined : waiting.splice(index, 1)[0]
    },
  }
}
