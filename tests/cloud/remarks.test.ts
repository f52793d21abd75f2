import type { Json } from '../support/api'
import { onBothEngines } from '../support/cloud'
import { ARTICLE, handIn, move, people, published, written } from '../support/publications'

const BODY = '## 先说要紧的\n\n打110。\n\n写下日子和伤。\n\n找妇联。'

onBothEngines('what a reviewer remarks at a paragraph', (cloud) => {
  const begin = async (slug: string) => {
    const all = await people(cloud())
    const { article } = await written(all.author, slug)
    const write = (follows: number, body: string) =>
      all.author.post(`/api/campaign-texts/${article}/versions`, { sort: 'article', follows, note: '', content: { ...ARTICLE, body } })
    await write(1, BODY)
    const remark = (who = all.editor, changed: object = {}) =>
      who.post(`/api/campaign-texts/${article}/remarks`, { no: 2, paragraph: 3, note: '写哪天，写在哪里', ...changed })
    return { ...all, article, write, remark }
  }
  const told = (remarks: Json[]) => remarks.map(({ no, paragraph, now, changed, done }) => ({ no, paragraph, now, changed, done }))

  it('is seen by the author there, is found again in the next version, and says whether that paragraph has changed', async () => {
    const { author, editor, article, write, remark } = await begin('remarked')
    await handIn(author, article, 2)
    const { status, body } = await remark()
    expect([status, body.remarks[0]]).toMatchObject([
      201,
      { paragraph: 3, now: 3, changed: false, quote: '写下日子和伤。', by: '顾岚', desk: 'editor', mine: true, done: false, reply: '' },
    ])
    await remark(editor, { paragraph: 1, note: '标题短一点' })
    const seen = (await author.get(`/api/campaign-texts/${article}`)).body
    expect([seen.mayRemark, seen.remarks.map((one: Json) => one.note), seen.remarks[0].mine]).toEqual([
      false,
      ['标题短一点', '写哪天，写在哪里'],
      false,
    ])
    const answered = await author.put(`/api/campaign-remarks/${seen.remarks[1].id}`, { reply: '写上了', done: true })
    expect(answered.body.remarks[1]).toMatchObject({ reply: '写上了', done: true })
    // A paragraph more in front, and the one that was remarked upon put differently.
    await write(2, '先打电话。\n\n## 先说要紧的\n\n打110。\n\n写下哪天、在哪里受的伤。\n\n找妇联。')
    const next = (await author.get(`/api/campaign-texts/${article}`)).body.remarks
    expect(told(next)).toEqual([
      { no: 2, paragraph: 1, now: 2, changed: false, done: false },
      { no: 2, paragraph: 3, now: 4, changed: true, done: true },
    ])
    expect(next[1].quote).toBe('写下日子和伤。')
    // Undone: she looks at it again. The version that was remarked upon is still to be had, one before it says nothing of it.
    const undone = await author.put(`/api/campaign-remarks/${next[1].id}`, { reply: '', done: false })
    expect(undone.body.remarks[1]).toMatchObject({ reply: '', done: false })
    expect(told((await editor.get(`/api/campaign-texts/${article}?no=2`)).body.remarks).map(({ now }) => now)).toEqual([1, 3])
    expect((await editor.get(`/api/campaign-texts/${article}?no=1`)).body.remarks).toEqual([])
  })

  it('is taken back by who wrote it until it is answered', async () => {
    const { author, editor, section, article, remark } = await begin('taken-back')
    const [first] = (await remark()).body.remarks
    const path = `/api/campaign-remarks/${first.id}`
    expect([(await section.remove(path)).status, (await author.remove(path)).status]).toEqual([403, 403])
    expect((await editor.remove(path)).body.remarks).toEqual([])
    const [second] = (await remark()).body.remarks
    await author.put(`/api/campaign-remarks/${second.id}`, { reply: '写上了', done: false })
    const late = await editor.remove(`/api/campaign-remarks/${second.id}`)
    expect([late.status, late.body.message]).toEqual([409, '作者已经答复了，不能再收回'])
    expect((await editor.get(`/api/campaign-texts/${article}`)).body.remarks).toHaveLength(1)
  })

  it('is written only by who reviews and has not written it, at a paragraph that there is, and answered only by its authors', async () => {
    const { author, editor, remark } = await begin('whose')
    expect([(await remark(author)).status, (await remark(await cloud().woman())).status]).toEqual([403, 404])
    expect((await remark(editor, { paragraph: 5 })).body.fields).toEqual({ paragraph: '没有这一段' })
    expect((await remark(editor, { no: 3 })).body.fields).toEqual({ no: '没有这一版' })
    expect((await remark(editor, { note: ' ' })).body.fields).toEqual({ note: '请填写意见' })
    const [{ id }] = (await remark()).body.remarks
    expect((await editor.put(`/api/campaign-remarks/${id}`, { reply: '好', done: true })).status).toBe(403)
    // Of questions and openings as well: each has its own parts.
    const quiz = await author.post(`/api/campaign-desk/${(await author.get('/api/campaign-desk')).body.items[0].id}/texts`, {
      ...{ sort: 'quiz', slug: 'quiz' },
      content: { title: '答答看', questions: [{ text: '先打哪个？', options: ['110', '12345'], right: 0, explain: '最快。' }] },
    })
    const text = quiz.body.items[0].texts.find((one: Json) => one.slug === 'quiz').id
    const said = await editor.post(`/api/campaign-texts/${text}/remarks`, { no: 1, paragraph: 1, note: '再加一个选项' })
    expect(said.body.remarks[0]).toMatchObject({ quote: '先打哪个？', now: 1 })
  })
})

onBothEngines('a text that was withdrawn', (cloud) => {
  it('says to cadres why, until it is public again', async () => {
    const all = await people(cloud())
    const { frame, article } = await written(all.author, 'why')
    await published(all, frame)
    await published(all, article)
    const withdrawn = await all.author.post(`/api/campaign-texts/${article}/withdrawal`, { reason: '电话写错了' })
    expect([withdrawn.body.publishedNo, withdrawn.body.withdrawnFor]).toEqual([null, '电话写错了'])
    const texts = (await all.author.get('/api/campaign-desk')).body.items[0].texts
    expect(texts.map((one: Json) => one.withdrawnFor)).toEqual(['', '电话写错了'])
    // Readers have seen it: they are told what was put right.
    const right = { sort: 'article', follows: 1, note: '电话改对了', content: ARTICLE }
    await all.author.post(`/api/campaign-texts/${article}/versions`, right)
    const { id } = (await handIn(all.author, article, 2)).body
    await move(all.editor, id, 'pass')
    await move(all.section, id, 'pass')
    await move(all.leader, id, 'publish')
    expect((await all.editor.get(`/api/campaign-texts/${article}`)).body).toMatchObject({ publishedNo: 2, withdrawnFor: '' })
  })
})
