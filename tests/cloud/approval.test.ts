import { type Cloud, startCloud } from '../support/cloud'
import { recordingPress } from '../support/press'
import { handIn, move, people, published, written } from '../support/publications'

describe('the approval sheet of a text', () => {
  const press = recordingPress()
  let cloud: Cloud
  beforeAll(async () => {
    cloud = await startCloud('sqlite', {}, { press })
  })
  afterAll(() => cloud.close())

  it('names the version, its author and the last word of each of the three, once the text is public', async () => {
    const all = await people(cloud)
    const { author, editor, section, leader } = all
    const { frame, article } = await written(author, 'sheet')
    await published(all, frame)
    const { id, receipt } = (await handIn(author, article)).body
    await move(editor, id, 'pass', { opinion: '第一次看的话' })
    await editor.post(`/api/campaign-texts/${article}/remarks`, { no: 1, paragraph: 2, note: '电话再核一遍' })
    await move(section, id, 'sendBack', { comments: '第1段：电话写错了' })
    await move(author, id, 'submit', { no: 1 })
    await move(editor, id, 'pass', { opinion: '文字通顺，没有错别字' })
    await move(section, id, 'pass')
    await move(leader, id, 'publish', { day: '2026-11-25', hour: 9 })
    const path = `/api/publications/${id}/sheet.pdf`
    const early = await author.get(path)
    expect([early.status, early.body.message, press.orders]).toEqual([409, '稿件发布以后才有审批单', []])
    cloud.clock.set('2026-11-25T01:00:00.000Z')
    await cloud.app.work.tick()
    expect((await leader.get(path)).status).toBe(200)
    const day = '2026年11月23日(周一)'
    expect(press.orders).toEqual([
      {
        paper: 'approval',
        told: {
          ...{ title: '门关上以后', no: 1, author: '周慧', receipt, published: '2026年11月25日(周三)上午9点' },
          reviews: [
            { desk: '初审（文字）', by: '顾岚（悦江县妇联宣传编辑）', day, opinion: '文字通顺，没有错别字' },
            { desk: '复审（事实和法条）', by: '邵敏（悦江县妇联权益科）', day, opinion: '' },
            { desk: '终审（导向）', by: '方琼（悦江县妇联分管领导）', day, opinion: '' },
          ],
          remarks: [{ at: '第1版第2段', by: expect.stringContaining('顾岚'), note: '电话再核一遍', answer: '没有记为改好' }],
        },
      },
    ])
  })
})
