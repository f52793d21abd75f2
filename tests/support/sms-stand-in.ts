import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Texted {
  id: string
  phone: string
  text: string
}

/** A gateway for text messages over real HTTP. */
export async function startGateway(key: string) {
  const [taken, asked]: [Texted[], Texted[]] = [[], []]
  /** how the next requests for a number are answered: with a status, or not at all */
  const answers = new Map<string, (number | 'silent')[]>()
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const right = request.headers.authorization === `Bearer ${key}` && request.method === 'POST'
    const message = JSON.parse(Buffer.concat(parts).toString('utf8')) as Texted
    asked.push(message)
    const answer = right ? (answers.get(message.phone)?.shift() ?? 200) : 401
    if (answer === 'silent') return
    if (answer === 200) taken.push(message)
    response.writeHead(answer, { 'content-type': 'application/json', ...(answer === 302 ? { location: '/elsewhere' } : {}) })
    response.end(JSON.stringify({ ok: answer === 200 }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`,
    taken,
    asked,
    answer: (phone: string, ...next: (number | 'silent')[]) => answers.set(phone, next),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
