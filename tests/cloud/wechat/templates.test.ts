import fc from 'fast-check'
import { templateMessage } from '../../../cloud/wechat/templates'
import { client, freshWechat, message, SHE, wechat } from '../../support/wechat/desk'

freshWechat()

describe('template values', () => {
  const one = (keyword: string, value: string) =>
    templateMessage({ id: 't', data: { [keyword]: 'field' } }, { field: value })[keyword]?.value

  it.each([
    ['thing1', '字'.repeat(20), '字'.repeat(20)],
    ['thing1', '字'.repeat(21), `${'字'.repeat(19)}…`],
    ['thing1', '𠮷'.repeat(21), `${'𠮷'.repeat(19)}…`],
    ['thing1', `${'字'.repeat(18)}👩‍👧还有`, `${'字'.repeat(18)}…`],
    ['thing1', '第一行\n第二行\u0000', '第一行 第二行'],
    ['thing1', ' \u200b', '未填写'],
    ['number1', '还剩3个名额', '3'],
    ['number1', '1,234.50', '1234.50'],
    ['number1', '9'.repeat(33), '0'],
    ['amount1', '¥200,000.00', '¥200000.00'],
    ['amount1', '20万元', '200000元'],
    ['amount1', '3.5万元', '35000元'],
    ['amount1', '12345678.99元', '12345678.99元'],
    ['phrase1', '已通过', '已通过'],
    ['phrase1', '等待村级核实', '等待村级核'],
    ['name1', '阿依古丽·买买提', '阿依古丽·买买提'],
    ['name1', '欧阳𠮷'.repeat(4), `${'欧阳𠮷'.repeat(3)}欧`],
    ['name1', 'Alexandra Featherstonehaugh', 'Alexandra Feathersto'],
    ['character_string1', 'DK7Q-4H2M-9', 'DK7Q-4H2M-9'],
    ['character_string1', '编号', '-'],
    ['phone_number1', '0766-66888866', '0766-66888866'],
    ['car_number1', '粤A8Z888挂', '粤A8Z888挂'],
    ['letter1', '甲ABC乙', 'ABC'],
    ['symbol1', '《好》', '《》'],
    ['time1', '2025-11-25T01:05:00.000Z', '2025年11月25日 09:05'],
    ['date1', '2025-12-31T16:00:00.000Z', '2026年1月1日 00:00'],
    ['date1', '2019-10-01', '2019年10月1日'],
    ['date1', '2019-10-01~2019-10-03', '2019年10月1日~2019年10月3日'],
    ['time1', '2019年10月1日 15:01', '2019年10月1日 15:01'],
    ['time1', '下周', '00:00'],
  ])('%s: %j becomes %j', (keyword, value, expected) => {
    expect(one(keyword, value)).toBe(expected)
  })

  it('a field that the notice lacks is a placeholder, also under an odd name', () => {
    const data = { thing1: 'missing', thing2: 'constructor', thing3: '__proto__' }
    expect(Object.values(templateMessage({ id: 't', data }, {})).map(({ value }) => value)).toEqual(['未填写', '未填写', '未填写'])
  })

  it('an unknown keyword type is a fault of the configuration', () => {
    expect(() => one('thingy1', 'x')).toThrow(/thingy1/)
    expect(() => one('constructor1', 'x')).toThrow(/constructor1/)
  })

  const types = [
    'thing',
    'number',
    'letter',
    'symbol',
    'character_string',
    'time',
    'date',
    'amount',
    'phone_number',
    'car_number',
    'name',
    'phrase',
  ]
  const every = { id: 'tmpl-every', data: Object.fromEntries(types.map((type, i) => [`${type}${i + 1}`, type])) }
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 }).map((units) => String.fromCharCode(...units)),
    fc.string({ unit: fc.constantFrom(...'𠮷字一1９.,¥元万 \n-~年月日:…👩‍👧́a·〇ﷺ'), maxLength: 60 }),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  )

  it('are never refused, whatever was typed', async () => {
    wechat.setTemplates({ [every.id]: every.data })
    wechat.allow(SHE, every.id, 1_000)
    const sending = client()
    const values = fc.record(Object.fromEntries(types.map((type) => [type, anyText])))
    const taken = async (typed: Record<string, string>) =>
      expect(await sending.sendSubscribe(message({ template: every.id, data: templateMessage(every, typed) }))).toEqual({ sent: true })
    await fc.assert(fc.asyncProperty(values, taken), { numRuns: 400 })
  })

  it('are refused by the same WeChat when nobody cuts them', async () => {
    wechat.setTemplates(Object.fromEntries(types.map((type) => [type, { [`${type}1`]: type }])))
    for (const type of types) wechat.allow(SHE, type, 1_000)
    const sending = client()
    const long = fc.string({ unit: 'binary', minLength: 61, maxLength: 90 })
    const refused = async (type: string, value: string) =>
      expect(await sending.sendSubscribe(message({ template: type, data: { [`${type}1`]: { value } } }))).toMatchObject({ code: 47003 })
    await fc.assert(fc.asyncProperty(fc.constantFrom(...types), fc.oneof(long, fc.constantFrom('', ' ', '\n')), refused), { numRuns: 300 })
    expect(wechat.sent).toHaveLength(0)
  })
})
