import type { PlaceChain } from '@shared/core/place'

/**
 * All places at one moment, to be asked without waiting: a unit of work must not wait for a second connection.
 * Made by the regions feature.
 */
export interface Atlas {
  find(
    id: string,
  ): { id: string; name: string; level: 'county' | 'town' | 'village' | 'office'; role: string | null; chain: PlaceChain } | undefined
  /** empty for a place that there is not */
  nameOf(id: string): string
  /** partner role → the office that takes a county's cases by itself, for it is the only one of its role */
  onlyOffices(county: string): Readonly<Record<string, string>>
}
