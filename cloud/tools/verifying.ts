import type { App } from '../app'
import type { Finding } from '../core/audit'

export interface Verdict {
  ok: boolean
  /** table → how many rows were looked at */
  seen: Record<string, number>
  /** how many anchors there are */
  anchors: number
  findings: Finding[]
}

const keyOf = ({ what, id, damage }: Finding): string => `${what} ${id} ${damage}`

/**
 * Reads everything that is marked, chained or anchored, and names what is not as this program wrote it.
 * @param least how many anchors somebody has noted down that there are: fewer means that the newest were taken away
 */
export async function verify({ keeping: { audited, anchors } }: Pick<App, 'keeping'>, least = 0): Promise<Verdict> {
  const found = new Map<string, Finding>()
  const add = (finding: Finding) => {
    if (!found.has(keyOf(finding))) found.set(keyOf(finding), finding)
  }
  let newest = 0
  for (const table of audited) for await (const finding of table.findings()) add(finding)
  for await (const finding of anchors.findings((no) => {
    newest = no
  }))
    add(finding)
  for (let no = newest + 1; no <= least; no++) add({ what: 'anchor', id: String(no), damage: 'anchorMissing' })
  const findings = [...found.values()]
  const seen = Object.fromEntries(audited.map((table) => [table.what, table.seen()]))
  return { ok: findings.length === 0, seen, anchors: newest, findings }
}
