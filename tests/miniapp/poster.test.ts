import { drawPoster, type Pen, SIZE } from '../../miniapp/features/campaign/poster/draw'

interface Ink {
  what: string
  x: number
  y: number
  right: number
  bottom: number
}

/** Draws and remembers where everything came to lie: a Chinese character is as wide as it is high. */
function drawn(title: string, theme: string, village?: string): Ink[] {
  const inks: Ink[] = []
  const put = (what: string, x: number, y: number, width: number, height: number) =>
    inks.push({ what, x, y, right: x + width, bottom: y + height })
  const pen: Pen<string> = {
    ...{ fillStyle: '', font: '', textBaseline: '' },
    fillRect: () => {},
    measureText: (text) => ({ width: text.length * Number(/(\d+)px/.exec(pen.font)?.[1]) }),
    fillText: (text, x, y) => {
      const { width } = pen.measureText(text)
      put(text, x, y, width, width / text.length)
    },
    drawImage: put,
  }
  drawPoster(pen, { title, theme, cover: 'cover', code: 'code', village })
  return inks
}

const apart = (a: Ink, b: Ink) => a.right <= b.x || b.right <= a.x || a.bottom <= b.y || b.bottom <= a.y

describe('the poster of a campaign', () => {
  it('has its cover, its title, the code that opens it and whom to call', () => {
    const said = drawn('三八妇女维权周', '土地、工作、财产，都有您的一份').map(({ what }) => what)
    expect(said).toEqual(expect.arrayContaining(['cover', 'code', '三八妇女维权周', '有危险打110', '妇女维权打12338']))
  })

  it.each<[string, string, string, string | undefined]>([
    ['the shortest', '禁毒', '认得出', undefined],
    ['the longest', '长'.repeat(30), '题'.repeat(40), undefined],
    ['for the board of a village', '长'.repeat(30), '题'.repeat(40), '某某村'.repeat(6)],
    ['words with signs where a line ends', '十四个字以后才有一个逗号的标题，再接着说', '主题，'.repeat(13), undefined],
  ])('lays nothing over anything else nor beyond its edge: %s', (_, title, theme, village) => {
    const inks = drawn(title, theme, village)
    expect(inks.some(({ what }) => what.includes(`${village}公告栏`))).toBe(village !== undefined)
    expect(inks.map(({ what }) => what).join('')).toContain(`${title}${theme}`)
    for (const [i, ink] of inks.entries()) {
      expect([ink.what, ink.x >= 0, ink.right <= SIZE.width, ink.bottom <= SIZE.height]).toEqual([ink.what, true, true, true])
      for (const other of inks.slice(i + 1)) expect([ink.what, other.what, apart(ink, other)]).toEqual([ink.what, other.what, true])
    }
    for (const { what } of inks) expect(what).not.toMatch(/^[，。]/)
  })
})
