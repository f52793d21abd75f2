import { describe } from '../faults'
import { copyOf, type Fields, fieldsOf, type Host, isFields, isRun, type Run } from '../types'

/** What an API tells its `fail`; anything else that is thrown is a fault. */
export class WxFailure extends Error {
  constructor(
    message: string,
    readonly more: Fields = {},
  ) {
    super(message)
    this.name = 'WxFailure'
  }
}

/** An asynchronous API: runs at once, answers (a promise is awaited) in a later turn. */
type Api = (options: Fields) => unknown
/** `async` APIs follow the success/fail/complete convention; `direct` ones are handed to the app as they are. */
export interface ApiSet {
  async?: Record<string, Api>
  direct?: Fields
}

const isPromise = (value: unknown): value is PromiseLike<unknown> => isFields(value) && isRun(value.then)

/** Tells the app how a call ended, by its callbacks. */
function deliver(host: Host, name: string, options: Fields, result: Fields, ok: boolean) {
  host.turns.later(name, () => {
    const { complete } = options
    const callback = ok ? options.success : options.fail
    const value = host.realm.adopt(result)
    if (isRun(callback)) host.turns.enter(`${name} ${ok ? 'success' : 'fail'}`, () => callback(value))
    if (isRun(complete)) complete(value)
  })
}

function failureOf(host: Host, name: string, error: unknown): Fields {
  if (error instanceof WxFailure) return { errMsg: `${name}:fail ${error.message}`.trim(), ...error.more }
  host.faults.add(`wx.${name}: ${describe(error)}`)
  return { errMsg: `${name}:fail ${describe(error)}` }
}

/** Sends the answer on its way, now or when the promise has it. */
export function answerTo(host: Host, name: string, options: Fields, answer: unknown) {
  const succeed = (value: unknown) => deliver(host, name, options, { errMsg: `${name}:ok`, ...fieldsOf(value) }, true)
  if (!isPromise(answer)) return succeed(answer)
  answer.then(succeed, (error) => deliver(host, name, options, failureOf(host, name, error), false))
}

export function logCall(host: Host, name: string, options: Fields) {
  const { success, fail, complete, ...args } = options
  host.calls.push({ api: name, args: copyOf(args) })
}

export function answering(host: Host, name: string, api: Api): Run {
  const call = (options: Fields) => {
    try {
      answerTo(host, name, options, api(options))
    } catch (error) {
      const failure = failureOf(host, name, error)
      // a dialogue that nobody answers: the app must not go on as if it had been
      if (!(error instanceof WxFailure)) throw error
      deliver(host, name, options, failure, false)
    }
  }
  return (given) => {
    if (!host.turns.alive) return undefined
    const options = fieldsOf(given)
    logCall(host, name, options)
    if (isRun(options.success) || isRun(options.fail) || isRun(options.complete)) return call(options)
    return new host.realm.Promise((success, fail) => call({ ...options, success, fail }))
  }
}
