import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex')
const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest()
const SIGNED =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([\w-]+)\/s3\/aws4_request, SignedHeaders=([\w;-]+), Signature=([0-9a-f]{64})$/
const MUST_SIGN = ['host', 'x-amz-content-sha256', 'x-amz-date']
const APART_MS = 15 * 60_000

export interface S3StandIn {
  /** the address of the bucket */
  url: string
  keyId: string
  secret: string
  objects: Map<string, Buffer>
  /** method, name and answer of every request */
  asked: string[]
  /** answers this many of the next requests with 503 */
  failNext(times: number): void
  close(): Promise<void>
}

interface Owner {
  keyId: string
  secret: string
  region: string
}

/** Why a request is not signed rightly (AWS Signature Version 4, headers); undefined when it is. */
function unsigned(request: IncomingMessage, body: Buffer, { keyId, secret, region: here }: Owner): string | undefined {
  const [, id, day = '', region = '', names = '', given = ''] = SIGNED.exec(request.headers.authorization ?? '') ?? []
  if (id !== keyId) return 'InvalidAccessKeyId'
  if (region !== here) return 'AuthorizationHeaderMalformed'
  const header = (name: string) =>
    String(request.headers[name] ?? '')
      .trim()
      .replace(/\s+/g, ' ')
  const [at, hash] = [header('x-amz-date'), header('x-amz-content-sha256')]
  if (MUST_SIGN.some((name) => !names.split(';').includes(name)) || !at.startsWith(day)) return 'AuthorizationHeaderMalformed'
  const moment = Date.parse(at.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/, '$1-$2-$3:$4:$5'))
  if (!(Math.abs(Date.now() - moment) < APART_MS)) return 'RequestTimeTooSkewed'
  if (hash !== 'UNSIGNED-PAYLOAD' && hash !== sha256(body)) return 'XAmzContentSHA256Mismatch'
  const [path = '', query = ''] = (request.url ?? '').split('?')
  const headers = names.split(';').map((name) => `${name}:${header(name)}\n`)
  const canonical = [request.method, path, query, headers.join(''), names, hash].join('\n')
  const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), 's3'), 'aws4_request')
  const right = hmac(key, ['AWS4-HMAC-SHA256', at, `${day}/${region}/s3/aws4_request`, sha256(canonical)].join('\n'))
  return timingSafeEqual(right, Buffer.from(given, 'hex')) ? undefined : 'SignatureDoesNotMatch'
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  return Buffer.concat((await request.toArray()) as Buffer[])
}

/** One bucket of an S3-compatible service on loopback, which checks every signature by itself. */
export async function startS3(region = 'us-east-1'): Promise<S3StandIn> {
  const [keyId, secret] = ['AKIDSTANDIN', 'the-secret-of-the-bucket']
  const objects = new Map<string, Buffer>()
  const asked: string[] = []
  let failures = 0
  const answer = (request: IncomingMessage, name: string, body: Buffer): [number, (Buffer | string)?] => {
    if (failures > 0) {
      failures -= 1
      return [503, '<Error><Code>SlowDown</Code></Error>']
    }
    const wrong = unsigned(request, body, { keyId, secret, region })
    if (wrong) return [403, `<Error><Code>${wrong}</Code></Error>`]
    if (request.method === 'PUT') return objects.set(name, body) && [200]
    if (request.method === 'DELETE') return [objects.delete(name) ? 204 : 404]
    const found = objects.get(name)
    return found ? [200, found] : [404, '<Error><Code>NoSuchKey</Code></Error>']
  }
  const server = createServer(async (request, response) => {
    const name = (request.url ?? '').replace(/^\/bucket\//, '')
    const [status, sent] = answer(request, name, await bodyOf(request))
    asked.push(`${request.method} ${name} ${status}`)
    response.writeHead(status).end(sent)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/bucket`,
    keyId,
    secret,
    objects,
    asked,
    failNext: (times) => {
      failures = times
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
