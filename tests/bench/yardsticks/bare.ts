import type Koa from 'koa'

/** Listens where it is told to, and says that it is ready as the product does. */
export function listen(app: Koa): void {
  app.listen(Number(process.env.PORT), '127.0.0.1')
  process.on('SIGTERM', () => process.exit(0))
}
