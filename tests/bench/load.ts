import { once } from 'node:events'
import net from 'node:net'

/** One request as it goes over the wire, made before the clock runs. */
export interface Asked {
  method: 'GET' | 'POST'
  path: string
  headers?: Record<string, string>
  body?: unknown
}

export function wire({ method, path, headers = {}, body }: Asked): Buffer {
  const text = body === undefined ? '' : JSON.stringify(body)
  const all = {
    host: 'bench',
    ...headers,
    ...(text ? { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) } : {}),
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${text}`)
}

export interface Load {
  seconds: number
  perSecond: number
  /** milliseconds of the one in the middle */
  median: number
  /** the last whole answer, for a look at what was measured */
  sample: string
}

interface Answered {
  status: number
  text: string
}

const END = Buffer.from('\r\n\r\n')

/** Reads one answer after another from a connection; every server here says how long its answers are. */
function answersFrom(socket: net.Socket): () => Promise<Answered> {
  let kept = Buffer.alloc(0)
  let wake: () => void = () => undefined
  let broken: Error | undefined
  socket.on('data', (part) => {
    kept = kept.length === 0 ? part : Buffer.concat([kept, part])
    wake()
  })
  const fail = (error?: Error) => {
    broken ??= error ?? new Error('the server hung up')
    wake()
  }
  socket.on('error', fail).on('close', () => fail())
  const whole = (): Answered | undefined => {
    const end = kept.indexOf(END)
    if (end < 0) return undefined
    const head = kept.toString('latin1', 0, end)
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
    if (length === undefined) throw new Error(`an answer without a length: ${head}`)
    const last = end + END.length + Number(length)
    if (kept.length < last) return undefined
    const answered = { status: Number(head.slice(9, 12)), text: kept.toString('utf8', end + END.length, last) }
    kept = kept.subarray(last)
    return answered
  }
  return async () => {
    for (;;) {
      const answered = whole()
      if (answered) return answered
      if (broken) throw broken
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
}

/**
 * Sends requests over `lines` connections that stay open, each with one request at a time: HTTP by hand, for a client that costs more
 * than the servers would be what is measured. @throws when one is not answered with `status`
 */
export async function load(port: number, requests: readonly Buffer[], lines: number, status: number): Promise<Load> {
  const times = new Float64Array(requests.length)
  let next = 0
  let sample = ''
  const sockets = Array.from({ length: lines }, () => net.connect({ port, host: '127.0.0.1', noDelay: true }))
  await Promise.all(sockets.map((socket) => once(socket, 'connect')))
  const began = performance.now()
  const work = async (socket: net.Socket) => {
    const answer = answersFrom(socket)
    while (next < requests.length) {
      const n = next++
      const at = performance.now()
      socket.write(requests[n] as Buffer)
      const { status: said, text } = await answer()
      times[n] = performance.now() - at
      if (said !== status) throw new Error(`${said} instead of ${status}: ${text}`)
      sample = text
    }
  }
  try {
    await Promise.all(sockets.map(work))
  } finally {
    for (const socket of sockets) socket.destroy()
  }
  const seconds = (performance.now() - began) / 1000
  return { seconds, perSecond: requests.length / seconds, median: times.sort()[Math.floor(times.length / 2)] as number, sample }
}
