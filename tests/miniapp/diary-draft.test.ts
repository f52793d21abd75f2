import { type DiaryText, type Revision, rewritten, written } from '@shared/features/pairing/diary'
import { shownIn } from '../../miniapp/features/pairing/entries'
import { begin, saveDraft, wipeDraft } from '../../miniapp/features/pairing/entry/draft'
import { diaryKeeper } from '../../miniapp/features/pairing/keeper'
import type { OpenDiary } from '../../miniapp/features/pairing/store'
import { revisionId, visit } from '../support/diaries'

const storage = new Map<string, string>()

jest.mock('@tarojs/taro', () => {
  Object.assign(globalThis, { JINGUO_API: '', JINGUO_CLOUD_ENV: '', JINGUO_CLOUD_SERVICE: '' })
  const taro = {
    getStorage: async ({ key }: { key: string }) => ({ data: JSON.parse(storage.get(key) ?? 'null') }),
    setStorage: async ({ key, data }: { key: string; data: unknown }) => void storage.set(key, JSON.stringify(data)),
    removeStorage: async ({ key }: { key: string }) => void storage.delete(key),
    getStorageInfoSync: () => ({ keys: [...storage.keys()] }),
  }
  return { __esModule: true, default: taro }
})

const AT = '2026-11-22T08:00:00.000Z'
const first = (text: DiaryText): Revision => written(revisionId(), AT, text)

/** A phone with these writings on it. */
const phoneWith = (...known: readonly Revision[]) => {
  const diary = { known, own: [], upTo: known.length }
  const of = { account: 'her', pairing: 'p', state: { get: () => ({ diary }) } } as unknown as OpenDiary
  const entries = shownIn(diary, { refused: {} }, [])
  return { of, known, entry: (id: string) => entries.find((one) => one.id === id), entries }
}
/** What she saves now, as the other phones will have it. */
const saved = ({ of, seen }: { of: Revision; seen: Parameters<typeof rewritten>[1] }, words: string) =>
  rewritten(of.entry, seen, revisionId(), AT, visit(words))

beforeEach(() => storage.clear())

describe('an entry that she has begun to change and left', () => {
  const letter = first(visit('写了一封信'))

  it('takes the place of what she saw when she began it, and of nothing that another phone wrote since', async () => {
    const before = phoneWith(letter)
    const begun = await begin(before.of, before.entry(letter.id))
    await saveDraft(before.of, begun.of, { ...begun.answers, words: '写了一封信，她回了' })

    const other = rewritten(letter.entry, before.entry(letter.id)?.versions ?? [], revisionId(), AT, visit('写了两封信'))
    const later = phoneWith(letter, other)
    const again = await begin(later.of, later.entry(letter.id))
    expect(again.answers.words).toBe('写了一封信，她回了')
    const hers = saved({ of: letter, seen: again.of?.seen ?? [] }, '写了一封信，她回了')
    const [all] = phoneWith(letter, other, hers).entries
    expect(all?.versions.map(({ text }) => text?.words).sort()).toEqual(['写了一封信，她回了', '写了两封信'])
  })

  it('has its picture under the name that the cloud has given it meanwhile', async () => {
    const here = { ...letter, text: visit('写了一封信', { picture: 'here:1' }) }
    const before = phoneWith(here)
    const begun = await begin(before.of, before.entry(letter.id))
    await saveDraft(before.of, begun.of, { ...begun.answers, words: '写了一封长信' })
    const later = phoneWith({ ...here, text: visit('写了一封信', { picture: 'cloud-1' }) })
    expect((await begin(later.of, later.entry(letter.id))).picture).toBe('cloud-1')
  })

  it('was kept without what she had seen by an earlier edition of the app: then it stays beside what was written since', async () => {
    const other = rewritten(letter.entry, [{ text: letter.text, revisions: [letter] }], revisionId(), AT, visit('写了两封信'))
    storage.set('diary:her:p:draft', JSON.stringify({ entry: letter.id, answers: { words: '她回了' } }))
    const later = phoneWith(letter, other)
    const again = await begin(later.of, later.entry(letter.id))
    expect(again.of?.seen.flatMap(({ revisions }) => revisions.map(({ id }) => id))).toEqual([letter.id])
    expect(again.answers).toMatchObject({ day: '2026-11-22', way: 'visit', words: '她回了' })
  })

  it('keeps what she has begun to write anew beside it, and all of it is told and wiped with the diary', async () => {
    const phone = phoneWith(letter)
    const fresh = await begin(phone.of, undefined)
    await saveDraft(phone.of, fresh.of, { ...fresh.answers, words: '一起包粽子' })
    const old = await begin(phone.of, phone.entry(letter.id))
    await saveDraft(phone.of, old.of, { ...old.answers, words: '她回了' })
    expect((await begin(phone.of, undefined)).answers.words).toBe('一起包粽子')
    expect((await begin(phone.of, phone.entry(letter.id))).answers.words).toBe('她回了')

    const keeper = diaryKeeper('her', 'p')
    expect((await keeper.begun()).map(({ words }) => words).sort()).toEqual(['一起包粽子', '她回了'].sort())
    await wipeDraft(phone.of, old.of)
    expect((await keeper.begun()).map(({ words }) => words)).toEqual(['一起包粽子'])
    await saveDraft(phone.of, old.of, old.answers)
    await keeper.wipe()
    expect([...storage.keys()].filter((key) => key.startsWith('diary:'))).toEqual([])
  })

  it('is still there when an earlier edition of the app kept one draft for all entries, whatever she begins meanwhile', async () => {
    storage.set('diary:her:p:draft', JSON.stringify({ entry: letter.id, answers: { words: '她回了' } }))
    const phone = phoneWith(letter)
    const fresh = await begin(phone.of, undefined)
    expect(fresh.answers.words).not.toBe('她回了')
    await saveDraft(phone.of, fresh.of, { words: '一起包粽子' })
    expect((await begin(phone.of, phone.entry(letter.id))).answers.words).toBe('她回了')
    expect((await begin(phone.of, undefined)).answers.words).toBe('一起包粽子')
  })
})

describe('an entry that two phones have written differently, put together', () => {
  const said = (more: Partial<DiaryText>) =>
    rewritten(letter.entry, [{ text: letter.text, revisions: [letter] }], revisionId(), AT, visit('x', more))
  const letter = first(visit('写了一封信'))
  const together = (...texts: readonly Partial<DiaryText>[]) => {
    const phone = phoneWith(letter, ...texts.map(said))
    return begin(phone.of, phone.entry(letter.id))
  }

  it('keeps every picture and every recording: what it has no room for is an entry of its own, on its own day', async () => {
    const begun = await together(
      { picture: 'p1', voice: 'v1' },
      { picture: 'p2', voice: 'v1', way: 'call' },
      { picture: 'p1', voice: 'v3', day: '2026-11-20' },
    )
    const held = [begun, ...begun.besides].flatMap(({ picture, voice }) => [picture, voice].filter(Boolean))
    expect(held.sort()).toEqual(['p1', 'p2', 'v1', 'v3'])
    for (const { day, way, picture, voice } of begun.besides)
      expect([day, way]).toEqual(
        picture === 'p2' ? ['2026-11-22', 'call'] : voice === 'v3' ? ['2026-11-20', 'visit'] : ['2026-11-22', 'visit'],
      )
  })

  it('says no day and no way for her where they differ, and both where they agree', async () => {
    const differ = await together({ day: '2026-11-20' }, { way: 'call' })
    expect([differ.answers.day, differ.answers.way, differ.days.length]).toEqual([undefined, undefined, 2])
    const agree = await together({ child: '挺好' }, { child: '有点咳嗽' })
    expect([agree.answers.day, agree.answers.way, agree.days.length, agree.besides]).toEqual(['2026-11-22', 'visit', 1, []])
  })
})
