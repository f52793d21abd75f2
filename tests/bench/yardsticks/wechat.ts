/** WeChat as the dispatcher meets it: every message is answered after the same time. Counts what it was sent. */
import http from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

const ANSWER_MS = Number(process.env.ANSWER_MS)
const received = new Map<string, number>()

const json = (response: http.ServerResponse, body: unknown) =>
  response.setHeader('content-type', 'application/json').end(JSON.stringify(body))

const server = http.createServer(async (request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://wechat')
  if (pathname === '/readyz') return response.end('ok')
  if (pathname === '/received') {
    const times = [...received.values()]
    return json(response, { messages: times.length, twice: times.filter((n) => n > 1).length })
  }
  let text = ''
  for await (const part of request.setEncoding('utf8')) text += part
  if (pathname === '/cgi-bin/stable_token') return json(response, { access_token: 'x'.repeat(512), expires_in: 7_200 })
  const { touser, page } = JSON.parse(text) as { touser: string; page: string }
  const message = `${touser} ${page}`
  received.set(message, (received.get(message) ?? 0) + 1)
  await pause(ANSWER_MS)
  json(response, { errcode: 0, errmsg: 'ok' })
})
server.keepAliveTimeout = 60_000
server.listen(Number(process.env.PORT), '127.0.0.1')
process.on('SIGTERM', () => process.exit(0))
