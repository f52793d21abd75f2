export interface Mariadb {
  /** mysql://root@127.0.0.1:<port>/ */
  url: string
  port: number
  folder: string
  /** runs it again on the same data and port; resolves when it takes connections */
  start(): Promise<void>
  /** kill -9 */
  kill(): Promise<void>
  /** ends it and removes its folder */
  stop(): Promise<void>
}
export function startMariadb(options?: { durable?: boolean; more?: readonly string[] }): Promise<Mariadb>
export function withMariadb<T>(work: (url: string) => Promise<T>): Promise<T>
