import { hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { FontFiles } from './font-files'
import { fixedMasters, type MasterKeys, mastersInFile, readKeysFile } from './master-keys'

export type DatabaseAddress = { engine: 'sqlite'; file: string } | { engine: 'mysql'; url: string }

/** All keys. None of them is ever in the database. */
export interface Keyring {
  masters: MasterKeys
  chain: Buffer
  marks: Buffer
  anchors: Buffer
  lookup: Buffer
  files: Buffer
}

export interface TemplateSetting {
  id: string
  /** WeChat keyword → field of the notice */
  data: Record<string, string>
}

export interface WechatSettings {
  base: string
  appId: string
  secret: string
  templates: { progress?: TemplateSetting; todo?: TemplateSetting }
  callback?: { token: string; aesKey: string }
  state: 'developer' | 'trial' | 'formal'
}

export interface Settings {
  production: boolean
  demo: boolean
  host: string
  port: number
  /** where Prometheus asks; nowhere when it is not set */
  metrics?: { host: string; port: number }
  /** while a balancer notices that this server is about to stop, it still accepts; then it finishes what is under way */
  drainSeconds?: number
  stopSeconds?: number
  /** how many proxies stand before the server; without it everybody behind one shares one address and one limit */
  proxies?: number
  dataDir: string
  database: DatabaseAddress
  keys: Keyring
  wechat?: WechatSettings
  /** the gateway for text messages, which are only sent where minutes count and WeChat does not arrive */
  sms?: { url: string; key: string }
  /** set on WeChat Cloud Run; only the private service trusts the X-WX-* headers */
  cloudRun?: 'private' | 'public'
  storage: { sort: 'folder'; folder: string } | { sort: 's3'; url: string; keyId: string; secret: string; region?: string }
  /** fonts for papers other than the system's usual ones */
  paperFont?: FontFiles
  /** where this service's pages are open to everybody, without a slash at the end: codes on papers lead there */
  publicUrl?: string
  /** sites that texts of campaigns may lead to, e.g. `gov.cn` with all below it */
  linkHosts?: readonly string[]
  /** how many children's sealed fields a cadre may open on one day before the county is told */
  childReads?: number
  logLevel: string
}

type Env = Readonly<Record<string, string | undefined>>

function databaseOf(env: Env, dataDir: string): DatabaseAddress {
  const url = env.DATABASE_URL
  if (url?.startsWith('mysql://') && URL.canParse(url)) return { engine: 'mysql', url }
  if (url && /^sqlite:./.test(url)) return { engine: 'sqlite', file: path.resolve(url.slice('sqlite:'.length)) }
  if (url) throw new Error('DATABASE_URL 要写成 mysql://… 或 sqlite:<文件>')
  if (env.MYSQL_ADDRESS) {
    const user = encodeURIComponent(env.MYSQL_USERNAME ?? 'root')
    const password = encodeURIComponent(env.MYSQL_PASSWORD ?? '')
    return { engine: 'mysql', url: `mysql://${user}:${password}@${env.MYSQL_ADDRESS}/${env.MYSQL_DATABASE ?? 'jinguo'}` }
  }
  return { engine: 'sqlite', file: path.join(dataDir, 'jinguo.sqlite') }
}

/** @throws Error when the chain's own secret is not 32 bytes */
function ringOf(masters: MasterKeys, chainKey: string): Keyring {
  const root = Buffer.from(chainKey, 'base64')
  if (root.length !== 32) throw new Error('CHAIN_KEY 要写成32字节的base64')
  const derive = (label: string) => Buffer.from(hkdfSync('sha256', root, '', label, 32))
  return {
    masters,
    chain: derive('chain'),
    marks: derive('marks'),
    anchors: derive('anchors'),
    lookup: derive('lookup'),
    files: derive('files'),
  }
}

/** Builds all keys from `id:base64,…` and the chain's own secret. @throws Error when a key is not 32 bytes */
export const keyringOf = (masterKeys: string, chainKey: string): Keyring => ringOf(fixedMasters(masterKeys), chainKey)

/** Keys from a file: its master keys may change while servers run, the chain's secret never does. @throws Error when it is not well written */
export const keyringIn = (file: string): Keyring => ringOf(mastersInFile(file), readKeysFile(file).chainKey)

/** Keys of a demonstration or a developer's machine: made once, readable by their owner only. */
function localKeys(dataDir: string): Keyring {
  const file = path.join(dataDir, 'keys.json')
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true })
    const fresh = { masterKeys: `k1:${randomBytes(32).toString('base64')}`, chainKey: randomBytes(32).toString('base64') }
    // wx: keys that another process has just made are never written over.
    writeFileSync(file, JSON.stringify(fresh), { mode: 0o600, flag: 'wx' })
  }
  return keyringIn(file)
}

function templatesOf(json: string): WechatSettings['templates'] {
  try {
    return JSON.parse(json)
  } catch {
    throw new Error('WECHAT_TEMPLATES 不是完整的 JSON')
  }
}

function keysOf(env: Env, mustHave: boolean, dataDir: string): Keyring {
  const { MASTER_KEYS: masters, CHAIN_KEY: chain, KEYS_FILE: file } = env
  if (file && (masters || chain)) throw new Error('KEYS_FILE 和 MASTER_KEYS、CHAIN_KEY 只能用一种')
  if (file) return keyringIn(path.resolve(file))
  if (masters && chain) return keyringOf(masters, chain)
  // Half of the keys is a mistake: with keys made here instead, nothing that was sealed before could be opened.
  if (mustHave || masters || chain) throw new Error('正式环境要有 MASTER_KEYS 和 CHAIN_KEY，或者 KEYS_FILE')
  return localKeys(dataDir)
}

function storageOf(env: Env, dataDir: string): Settings['storage'] {
  const { STORAGE_URL: url, STORAGE_KEY_ID: keyId, STORAGE_SECRET: secret, STORAGE_REGION: region } = env
  if (!url) return { sort: 'folder', folder: path.join(dataDir, 'uploads') }
  if (!/^https?:/.test(url) || !URL.canParse(url)) throw new Error('STORAGE_URL 要写成 https://对象存储地址/桶名')
  if (!keyId || !secret) throw new Error('配了 STORAGE_URL 就要有 STORAGE_KEY_ID 和 STORAGE_SECRET')
  return { sort: 's3', url, keyId, secret, ...(region ? { region } : {}) }
}

function portOf(text: string, name: string): number {
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new Error(`${name} 要写成 0 到 65535 的数字`)
  return port
}

function secondsOf(text: string, name: string): number {
  if (!/^\d{1,3}$/.test(text)) throw new Error(`${name} 要写成秒数，0 到 999`)
  return Number(text)
}

function childReadsOf(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new Error('CHILD_READS_A_DAY 要写成 1 到 999 的整数')
  return Number(text)
}

function proxiesOf(env: Env): number {
  // WeChat Cloud Run has a gateway of its own before every container.
  const text = env.PROXIES ?? (env.CLOUD_RUN ? '1' : '0')
  if (!/^[0-9]$/.test(text)) throw new Error('PROXIES 要写成服务前面有几层代理，0 到 9')
  return Number(text)
}

/** One file, or two for the usual and the bold weight. */
function fontOf(env: Env): FontFiles | undefined {
  const [regular, bold = regular] = (env.PAPER_FONT ?? '').split(',').map((file) => file.trim())
  return regular && bold ? { regular: path.resolve(regular), bold: path.resolve(bold) } : undefined
}

function publicUrlOf(env: Env): string | undefined {
  const url = env.PUBLIC_URL
  if (url && (!/^https?:/.test(url) || !URL.canParse(url))) throw new Error('PUBLIC_URL 要写成 https://公网地址')
  return url ? url.replace(/\/+$/, '') : undefined
}

function linkHostsOf(env: Env): readonly string[] | undefined {
  const hosts = (env.LINK_HOSTS ?? '').split(',').map((host) => host.trim().toLowerCase())
  const named = hosts.filter(Boolean)
  if (named.some((host) => !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host)))
    throw new Error('LINK_HOSTS 要写成用逗号隔开的网站，比如 gov.cn,women.org.cn')
  return named.length > 0 ? named : undefined
}

function smsOf(env: Env): Settings['sms'] {
  const { SMS_URL: url, SMS_KEY: key } = env
  if (!url && !key) return undefined
  if (!url || !key) throw new Error('SMS_URL 和 SMS_KEY 要一起写')
  // A number and a word that a child may be in danger travel on it.
  if (!URL.canParse(url) || !/^(https:|http:\/\/(127\.0\.0\.1|localhost)[:/])/.test(url))
    throw new Error('SMS_URL 要写成 https://短信网关的地址')
  return { url, key }
}

function wechatOf(env: Env): WechatSettings | undefined {
  if (!env.WECHAT_APP_ID || !env.WECHAT_SECRET) return undefined
  const state = env.WECHAT_STATE ?? 'formal'
  if (state !== 'developer' && state !== 'trial' && state !== 'formal') throw new Error('WECHAT_STATE 只能是 developer、trial 或 formal')
  const callback =
    env.WECHAT_CALLBACK_TOKEN && env.WECHAT_CALLBACK_AES_KEY
      ? { token: env.WECHAT_CALLBACK_TOKEN, aesKey: env.WECHAT_CALLBACK_AES_KEY }
      : undefined
  return {
    base: env.WECHAT_BASE ?? 'https://api.weixin.qq.com',
    appId: env.WECHAT_APP_ID,
    secret: env.WECHAT_SECRET,
    templates: templatesOf(env.WECHAT_TEMPLATES || '{}'),
    ...(callback ? { callback } : {}),
    state,
  }
}

function refuse(settings: Settings): void {
  if (settings.demo && settings.production) throw new Error('演示登录不能和 NODE_ENV=production 一起用')
  if (settings.demo && settings.cloudRun) throw new Error('演示登录不能放到微信云托管上')
  if (!settings.cloudRun) return
  if (settings.database.engine === 'sqlite') throw new Error('微信云托管的容器不保存文件，请配置 MySQL（MYSQL_ADDRESS 或 DATABASE_URL）')
  if (settings.storage.sort === 'folder') throw new Error('微信云托管的容器不保存文件，请配置对象存储（STORAGE_URL）')
}

/**
 * Reads all settings from the environment.
 * @throws Error in Chinese when something is missing or must not be combined: the server then does not start
 */
export function settingsOf(env: Env): Settings {
  const production = env.NODE_ENV === 'production'
  const dataDir = path.resolve(env.DATA_DIR ?? 'data')
  if (env.CLOUD_RUN && env.CLOUD_RUN !== 'private' && env.CLOUD_RUN !== 'public') throw new Error('CLOUD_RUN 只能是 private 或 public')
  const wechat = wechatOf(env)
  const [paperFont, publicUrl, linkHosts, sms] = [fontOf(env), publicUrlOf(env), linkHostsOf(env), smsOf(env)]
  const settings: Settings = {
    production,
    demo: env.DEMO === '1',
    host: env.HOST ?? '127.0.0.1',
    port: portOf(env.PORT ?? '3000', 'PORT'),
    ...(env.METRICS_PORT ? { metrics: { host: env.METRICS_HOST ?? '127.0.0.1', port: portOf(env.METRICS_PORT, 'METRICS_PORT') } } : {}),
    drainSeconds: secondsOf(env.DRAIN_SECONDS ?? '0', 'DRAIN_SECONDS'),
    stopSeconds: secondsOf(env.STOP_SECONDS ?? '6', 'STOP_SECONDS'),
    proxies: proxiesOf(env),
    dataDir,
    database: databaseOf(env, dataDir),
    keys: keysOf(env, production || Boolean(env.CLOUD_RUN), dataDir),
    ...(wechat ? { wechat } : {}),
    ...(sms ? { sms } : {}),
    ...(env.CLOUD_RUN ? { cloudRun: env.CLOUD_RUN as 'private' | 'public' } : {}),
    storage: storageOf(env, dataDir),
    ...(paperFont ? { paperFont } : {}),
    ...(publicUrl ? { publicUrl } : {}),
    ...(linkHosts ? { linkHosts } : {}),
    ...(env.CHILD_READS_A_DAY ? { childReads: childReadsOf(env.CHILD_READS_A_DAY) } : {}),
    logLevel: env.LOG_LEVEL ?? 'info',
  }
  refuse(settings)
  return settings
}
