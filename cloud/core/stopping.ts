import type http from 'node:http'

/**
 * Ends a server without cutting anybody off.
 * @returns `end` stops accepting, tells those who are being answered that their connection closes, and resolves once everybody has been
 * answered; who is not within `ms` milliseconds is cut off, and then it resolves to false
 */
export function endable(server: http.Server): { end(ms: number): Promise<boolean> } {
  const open = new Set<http.ServerResponse>()
  let ending = false
  const close = (response: http.ServerResponse) => response.headersSent || response.setHeader('connection', 'close')
  server.prependListener('request', (_request: http.IncomingMessage, response: http.ServerResponse) => {
    if (ending) close(response)
    open.add(response)
    response.once('close', () => open.delete(response))
  })
  return {
    end: async (ms) => {
      ending = true
      const answered = new Promise<boolean>((resolve) => server.close(() => resolve(true)))
      for (const response of open) close(response)
      server.closeIdleConnections()
      const late = new Promise<boolean>((resolve) => setTimeout(resolve, ms, false).unref())
      const all = await Promise.race([answered, late])
      if (!all) server.closeAllConnections()
      return all
    },
  }
}
