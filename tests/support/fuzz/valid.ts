import { addDays, addMs, dayOf } from '@shared/core/time'
import type { Json } from '../api'
import type { Dice } from './dice'
import { schemaOf } from './document'
import type { Memory } from './memory'

/** What right values are made with. */
export interface Makers {
  document: Json
  memory: Memory
  dice: Dice
  now: string
  who: string
  /** a code as WeChat would give it for this sort of request */
  wechatCode(path: string): string
}

const HOUR_MS = 3_600_000
const VILLAGES = ['v01', 'v02', 'v09', 'w01']
const PLACES = ['c1', 't1', 't2', 'v01', 'v02', 'o1', 'o3', 'o4', 'c2', 'u1', 'w01']

/** A key or an id of so many letters. */
export const letters = (dice: Dice, length: number): string =>
  Array.from({ length }, () => dice.pick([...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'])).join('')

type Hint = (at: Makers, path: string) => unknown
const someNumber: Hint = ({ dice }) => `139${String(dice.below(100_000_000)).padStart(8, '0')}`

/** A day up to so many days ahead, or back. */
const someDay =
  (within: number): Hint =>
  ({ dice, now }) =>
    addDays(dayOf(now), Math.sign(within) * dice.below(Math.abs(within)))

/** What a name means: the document says only what form it has. */
const HINTS: Readonly<Record<string, Hint>> = {
  about: ({ memory, dice }) => memory.id(dice, 'activities'),
  upTo: ({ memory, dice }) => memory.id(dice, 'notices'),
  campaign: ({ memory, dice }) => memory.id(dice, 'campaign-desk'),
  person: ({ memory, dice }) => memory.id(dice, 'people'),
  place: ({ dice }) => dice.pick(PLACES),
  organiser: ({ dice }) => dice.pick(PLACES),
  village: ({ dice }) => dice.pick(VILLAGES),
  villages: ({ dice }) => [dice.pick(VILLAGES)],
  // Of a case it is an office, in a policy the days that the bank has.
  bank: ({ dice }, path) => (path.includes('/loan/') ? 5 : dice.pick(['o3', 'o4'])),
  promise: ({ memory, dice, who }) => memory.id(dice, `uploads of ${who}`),
  premises: ({ memory, dice, who }) => [memory.id(dice, `uploads of ${who}`)],
  corrections: ({ dice }) => [{ field: dice.pick(['name', 'phone', 'sum', 'family']), note: '请再核对一下' }],
  code: ({ memory, dice, wechatCode }, path) => (path.includes('grants') ? memory.id(dice, 'codes') : wechatCode(path)),
  startsAt: ({ dice, now }) => addMs(now, HOUR_MS * dice.pick([1, 30, 100])),
  endsAt: ({ dice, now }) => addMs(now, HOUR_MS * dice.pick([2, 101, 150])),
  enrolBy: ({ dice, now }) => addMs(now, HOUR_MS * dice.pick([0.5, 1, 20])),
  quotas: ({ dice }) => [{ village: dice.pick(VILLAGES.slice(0, 2)), seats: 1 }],
  quotasOpenAt: ({ dice, now }) => addMs(now, HOUR_MS * dice.pick([0.1, 0.4])),
  alsoOn: ({ dice, now }) => [addDays(dayOf(now), 10 + dice.below(9)), addDays(dayOf(now), 30)],
  series: ({ memory, dice }) => memory.id(dice, 'activities'),
  revision: ({ dice }) => dice.pick([0, 0, 0, 1, 2]),
  at: ({ now }) => now,
  undoes: () => [],
  name: ({ dice }) => dice.pick(['李春花', '阿依古丽·买买提', '𠮷野樱']),
  phone: someNumber,
  callback: someNumber,
  guardianPhone: someNumber,
  idCard: () => '11010519491231002X',
  birthYear: ({ dice }) => 1950 + dice.below(55),
  ...{ released: someDay(-900), birthday: someDay(-20_000), since: someDay(-400), day: someDay(-2_000), validFrom: someDay(90) },
  validTo: ({ now }) => addDays(dayOf(now), 400),
  policy: ({ dice }) => dice.pick(['cj2009n72', 'cj2020n21', 'cj2023n75']),
  termMonths: ({ dice }) => dice.pick([6, 12, 24]),
  principal: ({ dice }) => 100 + dice.below(20_000_000),
  loans: ({ dice }) => [dice.pick(['none', 'car', 'consumption', 'other'])],
  slug: ({ dice }) => letters(dice, 12).toLowerCase(),
  // Days of a campaign, ages of a policy, years of birth.
  from: ({ dice }, path) => (path.includes('campaign') ? '2026-11-20' : path.includes('/loan/') ? 18 : 1920 + dice.below(50)),
  to: ({ dice }, path) => (path.includes('/loan/') ? 55 : 1975 + dice.below(30)),
  until: () => '2026-12-04',
  law: () => '反家庭暴力法',
  articles: ({ dice }) => [1 + dice.below(38)],
  options: () => ['可以', '不可以'],
  right: ({ dice }) => dice.below(2),
  follows: ({ dice }) => dice.pick([1, 1, 2]),
  no: () => 1,
  seats: ({ dice }) => dice.pick([1, 2, 30]),
}

/** A value as a schema wants it; `name` is what it is called there. */
export function validValue(at: Makers, given: Json, path: string, name = ''): unknown {
  const schema = schemaOf(at.document, given)
  if (Object.hasOwn(HINTS, name)) return HINTS[name]?.(at, path)
  const { dice } = at
  if ('const' in schema) return schema.const
  if (schema.enum) return dice.pick(schema.enum)
  const either = schema.anyOf ?? schema.oneOf
  if (either) return validValue(at, dice.pick(either), path, name)
  const { minimum = 0, maximum = 100 } = schema
  if (schema.type === 'integer' || schema.type === 'number') return minimum + dice.below(maximum - minimum + 1)
  if (schema.type === 'boolean') return dice.percent(50)
  if (schema.type === 'array') return schema.items ? [validValue(at, schema.items, path, name)] : []
  if (schema.type === 'object') return validObject(at, schema, path)
  return schema.pattern ? letters(dice, 26) : dice.pick(['请按时来', '材料要核对', '好'])
}

function validObject(at: Makers, schema: Json, path: string): Record<string, unknown> {
  const required: string[] = schema.required ?? []
  const asked = Object.keys(schema.properties ?? {}).filter((name) => required.includes(name) || at.dice.percent(40))
  return Object.fromEntries(asked.map((name) => [name, validValue(at, schema.properties[name], path, name)]))
}

/** Right answers to these questions of a kind. */
export function validAnswers(at: Makers, kind: string, names: readonly string[]): Record<string, unknown> {
  const properties = at.document.components.schemas[`${kind}Answers`]?.properties ?? {}
  const { fields = {} } = at.memory.kinds.find((one) => one.kind === kind) ?? {}
  // Some questions may be left open, and some are asked of few.
  const open = (name: string) => name === 'otherPapers' || ((fields[name]?.optional || name === 'birthYear') && at.dice.percent(75))
  return Object.fromEntries(names.filter((name) => !open(name)).map((name) => [name, validValue(at, properties[name] ?? {}, '', name)]))
}
