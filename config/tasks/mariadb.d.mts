export interface Mariadb {
  /** mysql://root@127.0.0.1:<port>/ */
  url: string
  port: number
  folder: string
  /** the flags that it runs with */
  flags: readonly string[]
  /** runs it again on the same data and port, with flags for this once; resolves when it takes connections */
  start(once?: readonly string[]): Promise<void>
  /** kill -9 */
  kill(): Promise<void>
  /** ends it and removes its folder */
  stop(): Promise<void>
}
export function startMariadb(options?: {
  durable?: boolean
  more?: readonly string[]
  first?: readonly string[]
  user?: string
}): Promise<Mariadb>
export function withMariadb<T>(work: (url: string) => Promise<T>): Promise<T>
