import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createConnection } from 'mysql2/promise'
import { openDatabase } from '../../cloud/core/database'
import { keyringOf, type Settings, settingsOf } from '../../cloud/core/settings'
import { schema } from '../../cloud/schema'
import { mariadbUrl } from '../support/mariadb'

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64')
const KEYS = { MASTER_KEYS: `k1:${key(1)}`, CHAIN_KEY: key(2) }
const MYSQL = { DATABASE_URL: 'mysql://jinguo:x@db/jinguo' }
const STORAGE = { STORAGE_URL: 'https://cos.example/bucket', STORAGE_KEY_ID: 'id', STORAGE_SECRET: 'secret' }

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'settings-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))
const read = (env: Record<string, string>): Settings => settingsOf({ DATA_DIR: dataDir, ...env })

describe('the server does not start', () => {
  const refused: [string, Record<string, string>, string][] = [
    ['with the demonstration sign-in in production', { ...KEYS, NODE_ENV: 'production', DEMO: '1' }, '演示登录不能和 NODE_ENV=production'],
    ['in production without keys', { NODE_ENV: 'production' }, '正式环境要有 MASTER_KEYS 和 CHAIN_KEY'],
    ['in production with half of the keys', { NODE_ENV: 'production', CHAIN_KEY: key(2) }, '正式环境要有 MASTER_KEYS 和 CHAIN_KEY'],
    ['anywhere with half of the keys', { MASTER_KEYS: KEYS.MASTER_KEYS }, '要有 MASTER_KEYS 和 CHAIN_KEY'],
    ['on Cloud Run without keys', { ...MYSQL, ...STORAGE, CLOUD_RUN: 'private' }, '要有 MASTER_KEYS 和 CHAIN_KEY'],
    ['on Cloud Run with SQLite', { ...KEYS, ...STORAGE, CLOUD_RUN: 'private' }, '请配置 MySQL'],
    ['on Cloud Run with pictures in a folder', { ...KEYS, ...MYSQL, CLOUD_RUN: 'public' }, '请配置对象存储'],
    ['on a Cloud Run of an unknown sort', { ...KEYS, ...MYSQL, ...STORAGE, CLOUD_RUN: 'yes' }, 'CLOUD_RUN 只能是 private 或 public'],
    ['on a database that it does not know', { DATABASE_URL: 'postgres://db/jinguo' }, 'DATABASE_URL 要写成'],
    ['on a database address that is none', { DATABASE_URL: 'mysql://u:p@h:port/x' }, 'DATABASE_URL 要写成'],
    ['on a SQLite without a file', { DATABASE_URL: 'sqlite:' }, 'DATABASE_URL 要写成'],
    ['with a short master key', { ...KEYS, MASTER_KEYS: `k1:${key(1).slice(0, 40)}` }, 'MASTER_KEYS 要写成'],
    ['with a master key without a name', { ...KEYS, MASTER_KEYS: key(1) }, 'MASTER_KEYS 要写成'],
    ['with two master keys of one name', { ...KEYS, MASTER_KEYS: `k1:${key(1)},k1:${key(3)}` }, '编号一样'],
    ['with a short chain key', { ...KEYS, CHAIN_KEY: 'c2hvcnQ=' }, 'CHAIN_KEY 要写成32字节的base64'],
    ['with half of what text messages need', { SMS_URL: 'https://sms.example/send' }, 'SMS_URL 和 SMS_KEY 要一起写'],
    ['with text messages that anybody on the way can read', { SMS_URL: 'http://sms.example/send', SMS_KEY: 'k' }, 'SMS_URL 要写成 https'],
    ['with a storage without its keys', { STORAGE_URL: 'https://cos.example/b' }, '就要有 STORAGE_KEY_ID 和 STORAGE_SECRET'],
    ['with a storage that has no address', { ...STORAGE, STORAGE_URL: 'cos.example/b' }, 'STORAGE_URL 要写成'],
    ['with keys from two places', { ...KEYS, KEYS_FILE: 'keys.json' }, '只能用一种'],
    ['with templates that are no JSON', { WECHAT_APP_ID: 'wx1', WECHAT_SECRET: 's', WECHAT_TEMPLATES: '{' }, 'WECHAT_TEMPLATES'],
    ['for a WeChat state that does not exist', { WECHAT_APP_ID: 'wx1', WECHAT_SECRET: 's', WECHAT_STATE: 'beta' }, 'WECHAT_STATE'],
    ['on a port that is none', { PORT: '3000x' }, 'PORT 要写成'],
    ['on a port that is too high', { PORT: '70000' }, 'PORT 要写成'],
    ['with a port for Prometheus that is none', { METRICS_PORT: 'on' }, 'METRICS_PORT 要写成'],
    ['with a number of children a day that is none', { CHILD_READS_A_DAY: '0' }, 'CHILD_READS_A_DAY 要写成'],
    ['with a time to stop that is none', { STOP_SECONDS: '8s' }, 'STOP_SECONDS 要写成'],
  ]
  it.each(refused)('%s', (_, env, message) => {
    expect(() => read(env)).toThrow(message)
    expect(() => read(env)).toThrow(/[\u4e00-\u9fff]/)
  })
})

describe('the server starts', () => {
  it('with the number of children a day that the county has chosen', () => {
    expect([read({}).childReads, read({ CHILD_READS_A_DAY: '25' }).childReads]).toEqual([undefined, 25])
  })

  it('without telling Prometheus unless it is asked to, and then only on this machine', () => {
    expect(read({}).metrics).toBeUndefined()
    expect(read({ METRICS_PORT: '9464' }).metrics).toEqual({ host: '127.0.0.1', port: 9464 })
    expect(read({ METRICS_PORT: '9464', METRICS_HOST: '0.0.0.0' }).metrics?.host).toBe('0.0.0.0')
  })

  it('in production and on Cloud Run with all that they need', () => {
    expect(read({ ...KEYS, NODE_ENV: 'production' })).toMatchObject({ production: true, demo: false, database: { engine: 'sqlite' } })
    const cloudRun = read({ ...KEYS, ...MYSQL, ...STORAGE, NODE_ENV: 'production', CLOUD_RUN: 'private' })
    expect(cloudRun).toMatchObject({ cloudRun: 'private', database: { engine: 'mysql' }, storage: { sort: 's3', keyId: 'id' } })
  })

  it('with keys of its own for a demonstration, made once and readable by their owner only', () => {
    const first = read({ DEMO: '1' })
    const file = path.join(dataDir, 'keys.json')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const text = readFileSync(file, 'utf8')
    const said = ({ keys: { masters, chain } }: Settings) => [masters.newest(), chain]
    expect(said(read({ DEMO: '1' }))).toEqual(said(first))
    expect(readFileSync(file, 'utf8')).toBe(text)
    rmSync(file)
    expect(said(read({ DEMO: '1' }))).not.toEqual(said(first))
  })

  it('with no key of one purpose equal to another', () => {
    const { masters, chain, marks, anchors, lookup, files } = keyringOf(KEYS.MASTER_KEYS, KEYS.CHAIN_KEY)
    const all = [masters.newest().key, chain, marks, anchors, lookup, files, Buffer.alloc(32, 2)].map((one) => one.toString('hex'))
    expect(new Set(all).size).toBe(7)
  })

  it('beside keys that somebody has broken only after she is told', () => {
    writeFileSync(path.join(dataDir, 'keys.json'), JSON.stringify({ masterKeys: 'k1:x', chainKey: key(2) }))
    expect(() => read({})).toThrow('MASTER_KEYS 要写成')
  })

  it('on a MySQL whose password holds every special character', async () => {
    const { url, drop } = await mariadbUrl('settings')
    const { host, pathname, username } = new URL(url)
    const [database, password] = [pathname.slice(1), "p@s:s/w#o?r%d&'+ 密%40"]
    const user = `u${database.slice(-12)}`
    const root = await createConnection({ uri: url, user: username })
    await root.query('CREATE USER ?@? IDENTIFIED BY ?', [user, '127.0.0.1', password])
    await root.query(`GRANT ALL ON ${database}.* TO ?@?`, [user, '127.0.0.1'])
    const env = { MYSQL_ADDRESS: host, MYSQL_USERNAME: user, MYSQL_DATABASE: database }
    const db = await openDatabase(read({ ...env, MYSQL_PASSWORD: password }).database, schema)
    expect(await db.read.query('SELECT DATABASE() AS name')).toEqual([{ name: database }])
    await db.close()
    await expect(openDatabase(read({ ...env, MYSQL_PASSWORD: 'another' }).database, schema)).rejects.toThrow('Access denied')
    await root.query('DROP USER ?@?', [user, '127.0.0.1'])
    await root.end()
    await drop()
  })
})
