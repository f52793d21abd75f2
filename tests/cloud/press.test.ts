import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { findFonts } from '../../cloud/core/font-files'
import { pressOf } from '../../cloud/core/press'
import type { FormRow, Poster } from '../../cloud/features/activity/papers.order'
import { type Order, openPress } from '../../cloud/press'
import { publish } from '../support/activities'
import { startCloud } from '../support/cloud'

const NOW = '2026-11-23T01:00:00.000Z'
const nowhere = { regular: '/nowhere/regular.ttc', bold: '/nowhere/bold.ttc' }
const head = {
  office: '渝江县悦来镇妇联',
  title: '柑橘冬季管护',
  when: '2026年11月26日(周四)上午9点',
  place: '果园',
  organiser: '悦来镇妇联',
  totals: [],
}
const form = (rows: FormRow[]): Order => ({ paper: 'signInForm', head, rows })
const poster = (changed: Partial<Poster> = {}): Order => ({
  paper: 'poster',
  told: {
    ...{ title: '柑橘冬季管护', cover: 'wheat', sort: '农技培训', day: '11月26日(周四)', hours: '上午9点到11点半' },
    ...{ facts: [{ label: '地点', words: '梅坪村果园' }], enrolBy: '11月25日(周三)晚上8点前报名', organiser: '悦来镇妇联' },
    code: { address: 'https://fl.example.gov.cn/#/features/activity/detail/index?scene=01KAQ0000000000000000000AB.v01' },
    ...changed,
  },
})
const text = (pdf: Buffer) => pdf.toString('latin1')
const pagesOf = (pdf: Buffer) => text(pdf).match(/\/Type \/Page\b/g)?.length
const fontsOf = (pdf: Buffer) => [...text(pdf).matchAll(/\/FontName \/(\S+)/g)].map(([, name]) => name)

describe('the press', () => {
  const fonts = findFonts()
  if (!fonts || !existsSync(fonts.regular)) throw new Error('these tests need fonts-noto-cjk')
  const press = openPress(fonts, { warn: () => undefined })

  it('prints a poster of one page below 300 KB, its letters inside and only those that it uses', async () => {
    const pdf = await press.print(poster(), NOW, 'a cadre')
    expect([pdf.subarray(0, 5).toString(), pagesOf(pdf)]).toEqual(['%PDF-', 1])
    expect(pdf.length).toBeLessThan(300_000)
    // Six letters and a plus sign before the name of a font say that it is a part of it.
    const names = fontsOf(pdf)
    expect(names.length).toBeGreaterThan(0)
    for (const name of names) expect(name).toMatch(/^[A-Z]{6}\+NotoSansCJKsc-(Regular|Bold)$/)
    expect(text(pdf)).not.toMatch(/https?:\/\/|\/JavaScript|\/EmbeddedFile/)
  })

  it('prints the same paper twice alike', async () => {
    const [one, two] = [await press.print(poster(), NOW, 'a cadre'), await press.print(poster(), NOW, 'a cadre')]
    expect(one.equals(two)).toBe(true)
  })

  it('prints the sign-in form of four hundred women, rare names too', async () => {
    const rows = Array.from({ length: 400 }, (_, n) => ({ name: ['王桂兰', '𠮷𡈽', '王\u{31350}'][n % 3] as string, village: '柳溪村' }))
    const pdf = await press.print(form(rows), NOW, 'a cadre')
    expect(pagesOf(pdf)).toBeGreaterThan(10)
    expect(pdf.length).toBeLessThan(500_000)
  })

  it('prints a certificate as a picture 1080 pixels wide', async () => {
    const told = {
      name: '𠮷桂兰',
      title: '柑橘冬季管护',
      days: '2026年11月26日',
      organiser: '悦来镇妇联',
      issued: '2026年11月28日',
      number: 'DK7Q-4H2M-9',
    }
    const picture = await press.print({ paper: 'certificate', as: 'picture', told }, NOW, 'a cadre')
    const { default: sharp } = await import('sharp')
    expect(await sharp(picture).metadata()).toMatchObject({ format: 'jpeg', width: 1080, height: 764 })
  })

  it('prints the approval sheet of a text on one page, and on more when much was said', async () => {
    const reviews = ['初审（文字）', '复审（事实和法条）', '终审（导向）'].map((desk) => ({
      ...{ desk, by: '顾岚（悦江县妇联宣传编辑）', day: '2026年11月23日(周一)', opinion: '字'.repeat(90) },
    }))
    const told = {
      title: '保护令，三步',
      no: 2,
      author: '王\u{31350}',
      receipt: 'ABCD-2345',
      published: '2026年11月25日(周三)上午9点',
      reviews,
      remarks: [],
    }
    expect(pagesOf(await press.print({ paper: 'approval', told }, NOW, 'a cadre'))).toBe(1)
    const remarks = Array(20).fill({ at: '第1版第2段', by: '顾岚', note: '字'.repeat(200), answer: '改好了' })
    expect(pagesOf(await press.print({ paper: 'approval', told: { ...told, remarks } }, NOW, 'a cadre'))).toBeGreaterThan(2)
  })

  it('names the characters that it cannot print, and goes on printing', async () => {
    const refused = press.print(poster({ title: '王\u{31350}的课' }), NOW, 'a cadre')
    await expect(refused).rejects.toMatchObject({ code: 'invalidInput', message: expect.stringContaining('打印不出来：\u{31350}。') })
    expect(pagesOf(await press.print(poster({ title: '剪纸课🌸' }), NOW, 'a cadre'))).toBe(1)
  })

  it('is started anew when it has broken down over a paper', async () => {
    const broken = poster({ code: { picture: Buffer.from('no picture') } })
    await expect(press.print(broken, NOW, 'a cadre')).rejects.toThrow('a paper was not printed')
    expect(pagesOf(await press.print(poster(), NOW, 'a cadre'))).toBe(1)
  })

  it('is started anew when it took too long, and whoever waits behind that has her paper', async () => {
    const program = path.join(mkdtempSync(path.join(os.tmpdir(), 'press-')), 'press.cjs')
    writeFileSync(program, "process.on('message', ({ order }) => order === 'endless' || process.send({ data: Buffer.from(order) }))")
    const stubborn = pressOf<string>(fonts, program, 2_000)
    const [endless, next] = [stubborn.print('endless', NOW, 'a cadre'), stubborn.print('a paper', NOW, 'a cadre')]
    await expect(endless).rejects.toThrow('it took too long')
    expect((await next).toString()).toBe('a paper')
    rmSync(path.dirname(program), { recursive: true })
  })

  it('leaves room for others when somebody taps again and again', async () => {
    const taps = await Promise.allSettled(
      Array.from({ length: 30 }, () => press.print(poster(), NOW, 'impatient')).concat(press.print(poster(), NOW, 'another')),
    )
    const another = taps.at(-1)
    expect([taps.filter(({ status }) => status === 'fulfilled').length, another?.status]).toEqual([4, 'fulfilled'])
    expect(taps[3]).toMatchObject({ reason: { code: 'tooMany', message: '您要打印的还没有好，请等一会儿再点' } })
  })

  it('refuses in plain words without a font, where everything else works', async () => {
    const cloud = await startCloud('sqlite', { paperFont: nowhere })
    const cadre = await cloud.official('town', 't1', '李芳')
    const id = await publish(cadre, cloud.clock.now())
    const { status, body } = await cadre.get(`/api/activities/${id}/poster.pdf`)
    await cloud.close()
    expect([status, body.message]).toEqual([502, '服务器上没有中文字体，暂时打印不了，请管理员装上字体'])
  })
})
