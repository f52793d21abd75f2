import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'

interface Asked {
  method: string
  url: string
  headers: http.IncomingHttpHeaders
  /** header names and values as they came */
  raw: string[]
  body: string
}

/** A cloud of a few lines, which answers `{ n }`, the number of requests so far. */
export interface TinyCloud {
  base: string
  asked: Asked[]
  /** how many requests were open at the same time, at most */
  most(): number
  close(): void
}

const PROBE = '/probe'

/** `crowd`: nobody is answered before so many are waiting. */
export async function tinyCloud(crowd = 1): Promise<TinyCloud> {
  const asked: Asked[] = []
  let waiting: (() => void)[] = []
  let most = 0
  const answerAll = () => {
    most = Math.max(most, waiting.length)
    for (const answer of waiting) answer()
    waiting = []
  }
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { method = '', url = '', headers, rawHeaders: raw } = request
    if (url === PROBE) {
      response.end()
      return answerAll()
    }
    asked.push({ method, url, headers, raw, body: Buffer.concat(chunks).toString() })
    const n = asked.length
    response.statusCode = url.startsWith('/teapot') ? 418 : 200
    waiting.push(() => response.setHeader('X-Seen', String(n)).end(JSON.stringify({ n })))
    // a request of our own stands behind whoever else is on the way, so that all of these are counted
    if (waiting.length === crowd) http.get(base() + PROBE, (probe) => probe.resume())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { base: base(), asked, most: () => most, close }
}

export interface PageSource {
  wxml: string
  js?: string
  json?: object
  wxss?: string
}

/** Writes a native mini-program of these pages (`x` becomes pages/x/x). @returns its folder, for the test to remove */
export function writePackage(pages: Record<string, PageSource>, manifest: object = {}): string {
  const dist = fs.mkdtempSync(path.join(os.tmpdir(), 'weapp-'))
  const write = (file: string, text: string) => {
    fs.mkdirSync(path.dirname(path.join(dist, file)), { recursive: true })
    fs.writeFileSync(path.join(dist, file), text)
  }
  write('app.json', JSON.stringify({ pages: Object.keys(pages).map((name) => `pages/${name}/${name}`), ...manifest }))
  write('app.js', 'App({})')
  for (const [name, { wxml, js = 'Page({})', json = {}, wxss = '' }] of Object.entries(pages)) {
    const sources = { wxml, js, wxss, json: JSON.stringify(json) }
    for (const [extension, text] of Object.entries(sources)) write(`pages/${name}/${name}.${extension}`, text)
  }
  return dist
}
