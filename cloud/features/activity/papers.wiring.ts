import type { RosterLine } from '@shared/features/activity/roster.schema'
import type { Caller } from '../../core/caller'
import { boardsService } from './boards.service'
import { certificatesRoutes } from './certificates.routes'
import { type CertificateParts, type CertificatePorts, certificatesService } from './certificates.service'
import { papersRoutes } from './papers.routes'
import { activityPapers, type PaperPorts } from './papers.service'
import type { Rosters } from './roster.service'

export interface PapersParts extends Omit<CertificateParts, 'ports'> {
  rosters: Rosters
  ports: Omit<PaperPorts, 'roster'> & Omit<CertificatePorts, 'came'>
}

/** Everything of an activity that is printed, verified or taken into a calendar. */
export function papersOf({ rosters, ports, ...parts }: PapersParts) {
  const roster = async (caller: Caller, activity: string): Promise<RosterLine[]> => {
    const lines: RosterLine[] = []
    let after: string | undefined
    do {
      const { items, next } = await rosters.page(caller, activity, after)
      lines.push(...items)
      after = next ?? undefined
    } while (after !== undefined)
    return lines
  }
  const came: CertificatePorts['came'] = async (caller, activity) =>
    (await roster(caller, activity)).filter(({ ticks }) => ticks.length > 0)
  const certificates = certificatesService({ ...parts, ports: { ...ports, came } })
  const papers = activityPapers(parts.db, parts.press, { ...ports, roster })
  const routes = [
    ...papersRoutes(papers, boardsService(parts.db, ports.atlas, ports.organised), ports.atlas),
    ...certificatesRoutes(certificates, ports.atlas),
  ]
  return { certificates, routes }
}
