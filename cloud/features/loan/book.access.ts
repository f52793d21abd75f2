import { AppError } from '@shared/core/errors'
import { covers, isLevel } from '@shared/core/place'
import type { SelectQueryBuilder } from 'typeorm'
import type { Atlas } from '../../core/atlas'
import type { Caller } from '../../core/caller'
import type { LoanBook } from './book.entity'

/** The counties of whose loans an office reckons the subsidy. */
export const countiesOf = (caller: Caller, atlas: Atlas, roles: readonly string[] = ['hr', 'finance']): string[] =>
  caller.grants.filter(({ role }) => roles.includes(role)).flatMap(({ place }) => atlas.find(place)?.chain.county ?? [])

/** The banks for which somebody acts. */
export const banksOf = (caller: Caller): string[] => caller.grants.filter(({ role }) => role === 'bank').map(({ place }) => place)

/** @throws AppError notAllowed unless the caller acts for just one bank */
export function ownBank(caller: Caller): string {
  const [bank] = banksOf(caller)
  if (bank === undefined) throw new AppError('notAllowed', '还款由经办银行登记')
  return bank
}

/** Whether an official may look at a book: her bank's, one of her places, or one of the county whose subsidy she reckons. */
export function seesBook(caller: Caller, row: LoanBook, atlas: Atlas): boolean {
  const chain = { county: row.countyId, ...(row.townId ? { town: row.townId } : {}), ...(row.villageId ? { village: row.villageId } : {}) }
  const isCadre = caller.grants.some(({ role, place }) => isLevel(role) && covers(place, chain))
  return isCadre || banksOf(caller).includes(row.bankId) || countiesOf(caller, atlas).includes(row.countyId)
}

/** Leaves only those that an official may look at; all parts of the condition are indexed. */
export function onlySeen(query: SelectQueryBuilder<LoanBook>, caller: Caller, atlas: Atlas): SelectQueryBuilder<LoanBook> {
  const places = (level: string) => caller.grants.filter(({ role }) => role === level).map(({ place }) => place)
  const seen: Record<string, string[]> = {
    bank_id: banksOf(caller),
    village_id: places('village'),
    town_id: places('town'),
    county_id: [...places('county'), ...countiesOf(caller, atlas)],
  }
  const some = Object.entries(seen).filter(([, ids]) => ids.length > 0)
  if (some.length === 0) throw new AppError('notAllowed', '这一页给妇联和联动单位用')
  const parts = some.map(([column]) => `b.${column} IN (:...${column})`)
  return query.andWhere(`(${parts.join(' OR ')})`, Object.fromEntries(some))
}
