import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

const STRICT = Buffer.from('STRICT_TRANS_TABLES')
const LOOSE = Buffer.from('NO_ZERO_IN_DATE,NO_')

function loosened(chunk: Buffer): Buffer {
  const at = chunk.indexOf(STRICT)
  if (at >= 0) LOOSE.copy(chunk, at)
  return chunk
}

/** A way to a MySQL server on which its sql_mode looks as if it were not strict; `left` resolves once nobody is connected any more. */
export async function looseMysql(url: string): Promise<{ url: string; left(): Promise<unknown>; close(): Promise<void> }> {
  const to = new URL(url)
  const open = new Set<Socket>()
  const server = createServer((client) => {
    const real = connect(Number(to.port), to.hostname)
    open.add(client)
    client.once('close', () => {
      open.delete(client)
      real.destroy()
    })
    client.on('error', () => undefined)
    real.on('error', () => client.destroy())
    real.on('data', (chunk: Buffer) => client.write(loosened(chunk)))
    real.on('end', () => client.end())
    client.pipe(real)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const loose = new URL(url)
  loose.port = String((server.address() as AddressInfo).port)
  return {
    url: loose.href,
    left: () => Promise.all([...open].map((socket) => once(socket, 'close'))),
    close: async () => {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
