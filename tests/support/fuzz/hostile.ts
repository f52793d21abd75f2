import type { Json } from '../api'
import type { Dice } from './dice'

const MARK = '\u0001raw:'
/** JSON that no value of this language stands for. */
const raw = (text: string) => `${MARK}${text}\u0001`

/** JSON text in which raw pieces stand as they are. */
export const written = (value: unknown): string =>
  (JSON.stringify(value) ?? '').replace(/"\\u0001raw:(.*?)\\u0001"/g, (_, text) => JSON.parse(`"${text}"`))

const nested = (levels: number, wrap: (inside: unknown) => unknown): unknown => {
  let value: unknown = 'x'
  for (let i = 0; i < levels; i++) value = wrap(value)
  return value
}
/** Own keys that a careless copy turns into the prototype of everything. */
const polluting = (): unknown[] => [
  JSON.parse('{"__proto__":{"polluted":true}}'),
  JSON.parse('{"constructor":{"prototype":{"polluted":true}}}'),
  JSON.parse('{"a":{"__proto__":{"__proto__":{"polluted":true}}}}'),
]

/** What people's devices, and people who mean harm, write where a text is expected. */
export const TEXTS: readonly string[] = [
  '',
  ' ',
  '\n',
  '𠮷𡈽',
  '阿依古丽·买买提',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  '王\u202e兰',
  '\u200f王\u200e',
  '王\u200b兰',
  '王\u200d兰',
  '\u2066王\u2069',
  '王\u{e0041}\u{e007f}兰',
  '\ud800',
  '兰\udfff王',
  '王\u0000兰',
  '王\r\n兰',
  '王\t兰',
  '\ufeff王',
  '\ufffe\uffff',
  '\ufffd\ufffc',
  '\u2028',
  '\u0301\u0301\u0301',
  'ﷺ',
  "' OR '1'='1",
  "'; DROP TABLE person; --",
  '" UNION SELECT * FROM account --',
  '\\',
  '\\u0000',
  '%',
  '_',
  '%00',
  '%2e%2e%2f',
  '../../../../etc/passwd',
  `\${7*7}{{7*7}}<%= 7*7 %>#{7*7}`,
  '<script>alert(1)</script>',
  '{"a":1}',
  '[object Object]',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'null',
  'undefined',
  'NaN',
  'true',
  '-0',
  '1e400',
  '9007199254740993',
  '１３９００００１２３４',
  '2026-02-30',
  '0000-00-00T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
  '+010000-01-01T00:00:00.000Z',
  '2026-11-25T09:00:00+08:00',
  '0'.repeat(26),
  'A'.repeat(27),
  '~',
  '9~zzzzzzzzzzzzzzzzzzzzzzzzzz',
]

const NUMBERS: readonly unknown[] = [
  ...[0, -1, 1.5, 2 ** 31, 2 ** 53, 2 ** 53 + 2, -(2 ** 63), 1e21],
  ...['-0', '1e400', '-1e400', '9'.repeat(400), '0.1e-400', '1.0000000000000000001'].map(raw),
]
const others = (): unknown[] => [
  ...[null, true, false, [], {}, [[]], [null], ['a', 1, {}], { length: 1e9 }, { toString: 1, valueOf: 1 }, { $gt: '' }],
  ...polluting(),
  nested(20, (inside) => [inside]),
  nested(40, (inside) => ({ a: inside })),
]

/** A text of exactly so many characters, or one that is dear to attackers. */
function text(dice: Dice, max: number): string {
  const filler = dice.pick(['王', 'a', '𠮷', '👩‍🌾', ' '])
  if (dice.percent(25)) return filler.repeat(dice.pick([1, max, max + 1, max * 2]))
  if (dice.percent(2)) return filler.repeat(100_000 / filler.length)
  return dice.pick(TEXTS)
}

/** A value that is wrong here, or right and hard to bear. `schema`: what is expected. */
export function hostileValue(dice: Dice, schema: Json = {}): unknown {
  if (schema.type === 'string' || schema.type === undefined) {
    if (dice.percent(70)) return text(dice, schema.maxLength ?? 20)
  }
  if (schema.type === 'integer' || schema.type === 'number') {
    const { minimum = 0, maximum = 5000 } = schema
    if (dice.percent(30)) return dice.pick([minimum - 1, minimum, maximum, maximum + 1, String(minimum), minimum + 0.5])
  }
  return dice.percent(40) ? dice.pick(NUMBERS) : dice.percent(40) ? dice.pick(TEXTS) : dice.pick(others())
}

/** Names of things that every object has, or that none may have. */
export const KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'then',
  'length',
  'id',
  '',
  '𠮷',
  'a.b',
  '$where',
  '\u0000',
] as const

/** Bodies that are no JSON, or hardly. */
export const BROKEN: readonly string[] = [
  '',
  ' ',
  '{',
  '{"a":',
  '[',
  '"text"',
  '1',
  'null',
  'NaN',
  '{"a":NaN}',
  "{'a':1}",
  '{"a":1,}',
  '{"a":1}{"b":2}',
  '{"kind":"enrolment","kind":"loan"}',
  '{"a":"\u0000"}',
  '\ufeff{}',
  '[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]',
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`,
  `{"a":"${'x'.repeat(120_000)}"}`,
]
