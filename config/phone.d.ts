/**
 * What a phone offers beside the language, for tsconfig.phone.json alone: that one leaves out Node's types, which would bring
 * back every newer feature that an old WebView lacks.
 */
declare const process: { env: { TARO_ENV?: string; NODE_ENV?: string } }
declare const console: Record<'log' | 'info' | 'warn' | 'error', (...words: unknown[]) => void>
declare function setTimeout(run: () => void, ms?: number): number
declare function clearTimeout(timer: number | undefined): void
declare function setInterval(run: () => void, ms?: number): number
declare function clearInterval(timer: number | undefined): void

/** Brought by miniapp/core/older-phones.ts, which the app loads first. */
interface ObjectConstructor {
  hasOwn(of: object, name: PropertyKey): boolean
}

/** Resolved by webpack at build time. */
declare function require(file: string): unknown
