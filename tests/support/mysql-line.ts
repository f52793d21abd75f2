import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** What happens to the bytes of one connection on their way. */
interface Ears {
  /** hears what the client says */
  up?(chunk: Buffer): void
  /** what the client hears of the server's words; undefined: the line breaks instead */
  down?(chunk: Buffer): Buffer | undefined
}

export interface Line {
  /** the same database, by this way */
  url: string
  /** resolves once nobody is connected any more */
  left(): Promise<unknown>
  close(): Promise<void>
  /** after `close`: the same way is open again */
  reopen(): Promise<void>
}

/** A way to a MySQL server on which every byte can be looked at; `ears` are made anew for each connection. */
export async function mysqlLine(url: string, ears: () => Ears): Promise<Line> {
  const to = new URL(url)
  const open = new Set<Socket>()
  const server = createServer((client) => {
    const { up, down = (chunk) => chunk } = ears()
    const real = connect(Number(to.port), to.hostname)
    open.add(client)
    client.once('close', () => {
      open.delete(client)
      real.destroy()
    })
    client.on('error', () => undefined)
    real.on('error', () => client.destroy())
    client.on('data', (chunk: Buffer) => {
      up?.(chunk)
      real.write(chunk)
    })
    real.on('data', (chunk: Buffer) => {
      const heard = down(chunk)
      if (heard) client.write(heard)
      else client.destroy()
    })
    client.on('end', () => real.end())
    real.on('end', () => client.end())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const line = new URL(url)
  const { port } = server.address() as AddressInfo
  line.port = String(port)
  return {
    url: line.href,
    left: () => Promise.all([...open].map((socket) => once(socket, 'close'))),
    close: async () => {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
    reopen: async () => {
      server.listen(port, '127.0.0.1')
      await once(server, 'listening')
    },
  }
}
