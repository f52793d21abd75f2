import { writeFileSync } from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { brotliDecompressSync } from 'node:zlib'
import { campaigns } from '@shared/features/campaign/seed/index'
import type { App } from '../../cloud/app'
import { storeCampaign } from '../../cloud/features/campaign/campaign.store'
import { versionOf, versionsIn } from '../support/campaigns'
import { load, wire } from './load'
import { county } from './people'
import type { Place } from './place'
import { atLeast, none, type Result } from './result'
import { inTurn } from './rounds'
import { program, type Server, startServer } from './server'

const LINES = 32
const PATH = '/c/safe-at-home/tonight'
/** Versions that are published one after the other; each is noticed within so long, or not met at all. */
const PUBLISHED = 12
const NOTICED_MS = 5_000

interface Sent {
  head: http.IncomingHttpHeaders
  body: Buffer
}

const fetched = (port: number, path: string, encoding: string) =>
  new Promise<Sent>((resolve, reject) => {
    const get = http.get({ port, host: '127.0.0.1', path, headers: { 'accept-encoding': encoding } }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part) => parts.push(part)).on('end', () => resolve({ head: answer.headers, body: Buffer.concat(parts) }))
    })
    get.on('error', reject)
  })

const UNPACKED: Record<string, (body: Buffer) => Buffer> = { identity: (body) => body, br: (body) => brotliDecompressSync(body) }

/**
 * Reads an article and its campaign's page, plain and compressed, again and again while one version after another is published; each is
 * met by some reader before the next comes. @returns pages made of more than one version, and how many versions were met
 */
async function mixtures(app: App, ours: Server): Promise<{ mixed: number; seen: number }> {
  const seen = new Set<string>()
  let mixed = 0
  let over = false
  const reader = async (encoding: string) => {
    while (!over)
      for (const path of ['/c/changing/door', '/c/changing']) {
        const { head, body } = await fetched(ours.port, path, encoding)
        const found = versionsIn((UNPACKED[head['content-encoding'] ?? 'identity'] as (body: Buffer) => Buffer)(body).toString())
        if (found.length !== 1) mixed += 1
        for (const one of found) seen.add(one)
      }
  }
  const readers = Array.from({ length: LINES }, (_, i) => reader(i % 2 === 0 ? 'identity' : 'br'))
  for (let no = 1; no <= PUBLISHED; no++) {
    await versionOf(app, 'changing', no)
    // A process looks once a second: what comes and goes in between nobody would meet.
    const late = performance.now() + NOTICED_MS
    while (!seen.has(String(no)) && performance.now() < late) await pause(20)
  }
  over = true
  await Promise.all(readers)
  return { mixed, seen: Array.from({ length: PUBLISHED }, (_, i) => seen.has(String(i + 1))).filter(Boolean).length }
}

/** What differs from answer to answer, or says how it is sent. */
const OF_EACH = ['date', 'x-request-id', 'connection', 'keep-alive']
const headNames = ({ head }: Sent): string[] =>
  Object.keys(head)
    .filter((name) => !OF_EACH.includes(name))
    .sort()

/** A published page as browsers get it, compressed; and that no page is ever made of two versions. */
export async function campaignPage(place: Place, { rounds, each }: { rounds: number; each: number }): Promise<Result[]> {
  const env = await place.onMariadb('campaign')
  const app = await place.open(env)
  await county(app)
  const now = new Date().toISOString()
  for (const campaign of campaigns) await app.db.write((m) => storeCampaign(m, campaign, 'c1', now))
  await versionOf(app, 'changing', 0)
  const ours = await place.product(env)
  const { head, body } = await fetched(ours.port, PATH, 'br')
  const answer = path.join(place.folder, 'campaign.br')
  writeFileSync(answer, body)
  const names = ['content-type', 'content-encoding', 'content-security-policy', 'cache-control', 'etag', 'vary']
  const same = Object.fromEntries(names.map((name) => [name, String(head[name])]))
  const bare = await startServer(
    program('yardsticks/campaign-page'),
    { ANSWER: answer, HEAD: JSON.stringify(same), NODE_ENV: 'production' },
    place.folder,
  )
  const other = await fetched(bare.port, PATH, 'br')
  if (!other.body.equals(body) || headNames(other).join() !== headNames({ head, body }).join())
    throw new Error(`the yardstick sends something else: ${headNames(other)} instead of ${headNames({ head, body })}`)
  const requests = Array.from({ length: each }, () =>
    wire({ method: 'GET', path: PATH, headers: { 'accept-encoding': 'gzip, deflate, br' } }),
  )
  try {
    const perSecond = (port: number) => async () => (await load(port, requests, LINES, 200)).perSecond
    const found = await inTurn(
      rounds,
      { ours: perSecond(ours.port), yardstick: perSecond(bare.port) },
      { servers: { ours, yardstick: bare }, requests: each },
    )
    const { mixed, seen } = await mixtures(app, ours)
    return [
      atLeast(0.9, { name: '专题的网页，压缩过的', unit: '次/秒', ...found }),
      none('一边发布一边看，看到新旧拼在一起的网页', mixed),
      none(`一边发布一边看，${PUBLISHED} 版里没有人看到的`, PUBLISHED - seen),
    ]
  } finally {
    await ours.stop()
    await bare.stop()
    await app.db.close()
  }
}
