import { type Hitches, type Network, newHitches } from './hitches'

/** One value of the phone's storage, as JSON text. */
export interface Stored {
  json: string
  encrypted: boolean
}

/** A dialogue of WeChat's own, and how the person answers it: from a queue, or by a function. */
export type Answers<Question, Answer> = Answer[] | ((question: Question) => Answer)
export interface ModalQuestion {
  title: string
  content: string
  confirmText: string
  cancelText: string
}
/** true is 确定; the long form also types into an editable dialogue */
export type ModalAnswer = boolean | { confirm: boolean; content: string }
/** the label or the index of an item */
export type SheetAnswer = string | number | 'cancel'
export type SubscribeAnswer = 'accept' | 'reject' | 'ban' | 'filter'

export interface Photo {
  name: string
  bytes: Buffer
  kind: 'image' | 'video'
}

/** What outlives the app: a phone with a person who holds it. Apps are launched on it, killed, and launched again. */
export interface Phone extends Hitches {
  /** base address of the cloud under test; every request goes there, whatever host the build names */
  cloud: string
  /** the only origin that requests may name (request 合法域名); '' allows any */
  origin: string
  openid: string
  network: Network
  onNetwork(listener: (network: Network) => void): () => void
  storage: Map<string, Stored>
  /** temporary and user files by path */
  files: Map<string, Buffer>
  /** what wx.chooseMedia will be given next; with none left the person cancels */
  photos: Photo[]
  /** what is said into its recorder next */
  spoken: Buffer[]
  /** what wx.scanCode will read next */
  scans: string[]
  privacy: { agreed: boolean; contract: string }
  /** scope.xxx → answer; a scope that is not here is allowed when asked */
  permissions: Record<string, boolean>
  phoneAnswer: 'allow' | 'deny' | 'noQuota'
  phoneCode(): string
  nextLoginCode(): string
  /** answers by template id */
  subscribe: Record<string, SubscribeAnswer>
  /** the answer for every other template */
  subscribeElse: SubscribeAnswer
  modal: Answers<ModalQuestion, ModalAnswer>
  sheet: Answers<string[], SheetAnswer>
  fontSize: number
  fontScale: number
  clipboard: string
  /** what was put into its calendar */
  calendar: Record<string, unknown>[]
  /** pictures saved to its album */
  album: Buffer[]
  /** words that were written on a canvas */
  written: string[]
  /** files in her chats, chosen from the front */
  chatFiles: { name: string; bytes: Buffer }[]
  /** what plays sound: what was asked of it, and how time passes for it */
  players: { asked: string[]; passes(seconds: number): void; fails(): void; src(): string }[]
  /** documents that were opened, by their type */
  opened: { type: string; bytes: Buffer }[]
  /** numbers that were rung */
  dialled: string[]
  /** the phone's time: the machine's, and what was skipped */
  now(): number
  /** Lets time pass while no app runs. */
  skip(ms: number): void
  /** Warnings of killed apps that nobody took off; the next app on this phone answers for them. */
  inherited: string[]
}

export interface NewPhone {
  cloud: string
  /** who holds it: part of the openid and of the codes */
  person?: string
  origin?: string
  privacyAgreed?: boolean
  nextLoginCode?: () => string
  phoneCode?: () => string
  fontScale?: number
}

const STANDARD_FONT = 16

export function newPhone({ cloud, person = 'somebody', ...more }: NewPhone): Phone {
  const listeners = new Set<(network: Network) => void>()
  const scale = more.fontScale ?? 1
  let network: Network = 'ok'
  let skipped = 0
  let codes = 0
  return {
    ...newHitches(),
    cloud,
    origin: more.origin ?? '',
    openid: `openid-${person}`,
    get network() {
      return network
    },
    set network(next) {
      network = next
      for (const listener of listeners) listener(next)
    },
    onNetwork(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    storage: new Map(),
    files: new Map(),
    photos: [],
    spoken: [],
    scans: [],
    privacy: { agreed: more.privacyAgreed ?? false, contract: '《隐私保护指引》' },
    permissions: {},
    phoneAnswer: 'allow',
    phoneCode: more.phoneCode ?? (() => `phone-${person}-${++codes}`),
    nextLoginCode: more.nextLoginCode ?? (() => `login-${person}-${++codes}`),
    subscribe: {},
    subscribeElse: 'accept',
    modal: [],
    sheet: [],
    fontSize: STANDARD_FONT * scale,
    fontScale: scale,
    clipboard: '',
    calendar: [],
    album: [],
    written: [],
    chatFiles: [],
    players: [],
    opened: [],
    dialled: [],
    now: () => Date.now() + skipped,
    skip(ms) {
      skipped += ms
    },
    inherited: [],
  }
}

/** @throws Error naming the dialogue that nobody expected */
export function answerFrom<Question, Answer>(answers: Answers<Question, Answer>, question: Question, name: string): Answer {
  const answer = typeof answers === 'function' ? answers(question) : answers.shift()
  if (answer === undefined) throw new Error(`nobody answers the ${name}: ${JSON.stringify(question)}`)
  return answer
}
