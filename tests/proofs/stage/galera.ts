import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { galeraScripts, installPrograms } from '../../../config/tasks/install.mjs'
import { type Mariadb, startMariadb } from '../../../config/tasks/mariadb.mjs'
import { must } from '../../../config/tasks/run.mjs'
import { freePort } from '../../support/process'
import { eventually } from './client'

const PROVIDER = '/usr/lib/galera/libgalera_smm.so'
/** The program that hands data over gives up root's rights for nobody's. */
const USER = 'nobody'
const JOIN_MS = 90_000

export interface Node extends Mariadb {
  /** brought back from where its own data ends, as a service manager does it */
  rejoin(): Promise<void>
}

/** One question on a connection of its own. */
async function query(url: string, sql: string): Promise<RowDataPacket[]> {
  const connection = await createConnection(url)
  connection.on('error', () => undefined)
  try {
    const [rows] = await connection.query<RowDataPacket[]>(sql)
    return rows
  } finally {
    connection.destroy()
  }
}

async function isSynced(url: string): Promise<boolean> {
  const rows = await query(
    url,
    "SHOW STATUS WHERE Variable_name IN ('wsrep_local_state_comment', 'wsrep_cluster_size', 'wsrep_ready')",
  ).catch(() => [])
  const status = Object.fromEntries(rows.map(({ Variable_name: name, Value: value }) => [name, value]))
  return status.wsrep_ready === 'ON' && status.wsrep_local_state_comment === 'Synced'
}

async function mustSync(url: string): Promise<void> {
  if (!(await eventually(() => isSynced(url), JOIN_MS))) throw new Error('a node did not come into the cluster')
}

/** The last transaction that a node holds, from its own files. */
async function positionOf({ flags, folder }: Mariadb): Promise<string> {
  const log = path.join(folder, 'recover.log')
  await must('mariadbd', [...flags, '--wsrep-recover', `--log-error=${log}`])
  const [, position] = /Recovered position: (\S+)/.exec(readFileSync(log, 'utf8')) ?? []
  if (!position) throw new Error('a node does not know where its data ends')
  return position
}

function flagsOf(n: number, ports: readonly { group: number; ist: number; sst: number }[]): string[] {
  const { group, ist, sst } = ports[n] as (typeof ports)[number]
  return [
    '--wsrep-on=ON',
    `--wsrep-provider=${PROVIDER}`,
    '--wsrep-cluster-name=jinguo',
    `--wsrep-cluster-address=gcomm://${ports.map((one) => `127.0.0.1:${one.group}`).join()}`,
    `--wsrep-node-name=node${n}`,
    `--wsrep-node-address=127.0.0.1:${group}`,
    `--wsrep-sst-receive-address=127.0.0.1:${sst}`,
    '--wsrep-sst-method=rsync',
    // Who was answered by one server and reads at another must find what she did.
    '--wsrep-sync-wait=1',
    '--binlog-format=ROW',
    '--innodb-autoinc-lock-mode=2',
    '--innodb-buffer-pool-size=256M',
    `--wsrep-provider-options=gmcast.listen_addr=tcp://127.0.0.1:${group};ist.recv_addr=127.0.0.1:${ist};gcache.size=128M`,
  ]
}

/** A Galera cluster on this machine, each node with files and ports of its own. */
export async function startGalera(size: number): Promise<Node[]> {
  await installPrograms(['galera'])
  process.env.PATH = `${await galeraScripts()}:${process.env.PATH}`
  const ports: { group: number; ist: number; sst: number }[] = []
  for (let n = 0; n < size; n++) ports.push({ group: await freePort(), ist: await freePort(), sst: await freePort() })
  const nodes: Node[] = []
  try {
    for (let n = 0; n < size; n++) {
      const first = n === 0 ? ['--wsrep-new-cluster'] : []
      const node = await startMariadb({ durable: true, user: USER, more: flagsOf(n, ports), first })
      const rejoin = async () => {
        await node.start([`--wsrep-start-position=${await positionOf(node)}`])
        await mustSync(node.url)
      }
      nodes.push({ ...node, rejoin })
      await mustSync(node.url)
    }
  } catch (error) {
    await stopGalera(nodes)
    throw error
  }
  return nodes
}

export async function stopGalera(nodes: readonly Node[]): Promise<void> {
  for (const node of nodes) await node.stop()
}

/** Tables without a primary key: a cluster cannot apply their changes row by row. */
export const withoutKey = async (url: string): Promise<string[]> => {
  const keyed = `SELECT 1 FROM information_schema.table_constraints c WHERE c.table_schema = t.table_schema AND c.table_name = t.table_name AND c.constraint_type = 'PRIMARY KEY'`
  const rows = await query(
    url,
    `SELECT table_name AS name FROM information_schema.tables t WHERE table_schema = DATABASE() AND NOT EXISTS (${keyed})`,
  )
  return rows.map(({ name }) => name)
}

/** A checksum of every table. */
export async function checksums(url: string): Promise<string> {
  const tables = await query(url, 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY 1')
  const sums = await query(url, `CHECKSUM TABLE ${tables.map(({ name }) => name).join(', ')} EXTENDED`)
  return sums.map(({ Table: table, Checksum: sum }) => `${table}=${sum}`).join('\n')
}
