import { longText, phone, text, village } from '@shared/core/fields'
import { type AnyKind, defineKind } from '@shared/core/kind'
import { kinds } from '@shared/features/index'
import fc from 'fast-check'
import { sealer } from '../../cloud/core/seal'
import { keyringOf } from '../../cloud/core/settings'
import { onBothEngines, startCloud } from '../support/cloud'

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64')
const ring = (...masters: string[]) => keyringOf(masters.join(','), key(9))
const [old, renewed] = [`k1:${key(1)}`, `k2:${key(2)}`]

describe('sealing', () => {
  const seal = sealer(ring(old))
  const row = 'application:A1'
  const wrapped = seal.newKey(row)

  it('gives back any JSON that was sealed', () => {
    fc.assert(
      fc.property(fc.json(), fc.string({ unit: 'grapheme' }), (json, column) => {
        const sealed = seal.seal(row, wrapped, column, JSON.parse(json))
        expect(sealed).toMatch(/^1\.a256gcm\.[\w-]+$/)
        expect(seal.open(row, wrapped, column, sealed)).toEqual(JSON.parse(json))
      }),
    )
  })

  it('never says the same twice, so that equal answers do not show', () => {
    const texts = Array.from({ length: 50 }, () => seal.seal(row, wrapped, 'answers', '同样的话'))
    expect(new Set(texts).size).toBe(50)
  })

  it('does not open what was changed anywhere, in the text or in its key', () => {
    const sealed = seal.seal(row, wrapped, 'answers', { name: '王桂兰' })
    const broken = (text: string, nth: number, bit: number) => {
      const parts = text.split('.')
      const data = Buffer.from(parts.pop() ?? '', 'base64url')
      const at = nth % data.length
      data[at] = (data[at] ?? 0) ^ (1 << bit)
      return [...parts, data.toString('base64url')].join('.')
    }
    fc.assert(
      fc.property(fc.nat(), fc.nat(7), (nth, bit) => {
        expect(() => seal.open(row, wrapped, 'answers', broken(sealed, nth, bit))).toThrow()
        expect(() => seal.open(row, broken(wrapped, nth, bit), 'answers', sealed)).toThrow()
      }),
    )
    for (const other of [
      '',
      '1.a256gcm',
      sealed.slice(0, 20),
      sealed.slice(0, -8),
      `2${sealed.slice(1)}`,
      sealed.replace('a256gcm', 'none'),
    ])
      expect(() => seal.open(row, wrapped, 'answers', other)).toThrow()
  })

  it('does not open in another row, another column, under another key or without its own', () => {
    const sealed = seal.seal(row, wrapped, 'answers', '秘密')
    expect(() => seal.open('application:A2', wrapped, 'answers', sealed)).toThrow()
    expect(() => seal.open(row, wrapped, 'event.1.input', sealed)).toThrow()
    expect(() => seal.open(row, seal.newKey(row), 'answers', sealed)).toThrow()
    expect(() => seal.open(row, '', 'answers', sealed)).toThrow()
    expect(() => sealer(ring(`k1:${key(3)}`)).open(row, wrapped, 'answers', sealed)).toThrow()
    expect(seal.open(row, wrapped, 'answers', sealed)).toBe('秘密')
  })

  it('opens the same text after its key was wrapped anew, then without the old master key', () => {
    const sealed = seal.seal(row, wrapped, 'answers', '秘密')
    const both = sealer(ring(renewed, old))
    expect(both.open(row, wrapped, 'answers', sealed)).toBe('秘密')
    const rewrapped = both.rewrap(row, wrapped)
    expect(rewrapped).toMatch(/^1\.a256gcm\.k2\./)
    expect(sealer(ring(renewed)).open(row, rewrapped, 'answers', sealed)).toBe('秘密')
    expect(() => seal.open(row, rewrapped, 'answers', sealed)).toThrow('cannot be opened')
    expect(() => sealer(ring(renewed)).open(row, wrapped, 'answers', sealed)).toThrow('cannot be opened')
  })

  it('seals a file for its own row only, so that files cannot change places', () => {
    const file = Buffer.from([0xff, 0xd8, 0, 1])
    const sealed = seal.sealFile(row, wrapped, file)
    expect([seal.openFile(row, wrapped, sealed), sealed.includes(file)]).toEqual([file, false])
    const other = seal.newKey('application:A2')
    expect(() => seal.openFile('application:A2', other, sealed)).toThrow()
    expect(() => seal.openFile(row, wrapped, sealed.subarray(1))).toThrow()
  })

  it('finds by a keyed hash that says nothing without the key', () => {
    expect(seal.lookup('openid', 'o-1')).toBe(sealer(ring(renewed)).lookup('openid', 'o-1'))
    expect(seal.lookup('openid', 'o-1')).not.toBe(seal.lookup('phone', 'o-1'))
    expect(seal.lookup('openid', 'o-1')).not.toBe(sealer(keyringOf(old, key(8))).lookup('openid', 'o-1'))
  })
})

const wordy: AnyKind = defineKind({
  kind: 'wordy',
  title: '长篇',
  about: 'region',
  fields: { name: text('姓名', 20), phone: phone('手机号'), village: village('所在村'), story: longText('经过', 40_000) },
  start: 'draft',
  states: {
    draft: {
      label: '填写中',
      waitsFor: 'applicant',
      noDeadline: '随时',
      moves: { submit: { label: '提交', to: 'done', asks: ['village', 'story'] } },
    },
    done: { label: '收到' },
  },
})

onBothEngines(
  'a long story',
  (cloud) => {
    it('is stored as long as it fits, and refused in Chinese when it does not', async () => {
      const her = await cloud().woman()
      const tell = (story: string) => her.post('/api/applications', { kind: 'wordy', move: 'submit', input: { village: 'v01', story } })
      const fits = await tell('难'.repeat(14_000))
      expect([fits.status, fits.body.answers?.story?.length]).toEqual([201, 14_000])
      for (const story of ['难'.repeat(16_000), '难'.repeat(30_000)])
        expect((await tell(story)).body).toEqual({ error: 'tooLarge', message: '填的内容太多了，请写短一点' })
    })
  },
  (engine) => startCloud(engine, {}, { kinds: [...kinds, wordy] }),
)
