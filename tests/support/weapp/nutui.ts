import type { App } from './launch'
import { squeeze } from './look'
import { RECT } from './wx/queries'

/** Turns a column of NutUI's Picker or DatePicker until it shows a label, as a finger would; 确认 is still to be tapped. */
export async function spin(app: App, label: string, column = 0): Promise<void> {
  const where = { nth: column }
  const list = app.find('.nut-pickerview-list', where)
  const rows = [...app.all('.nut-pickerview-roller-item'), ...app.all('.nut-pickerview-roller-item-tiled')]
  const items = rows.filter((item) => list.children.some((roller) => item.parent === roller))
  const texts = items.map((item) => squeeze(item.children.map((child) => child.text).join('')))
  const wanted = texts.indexOf(label)
  if (wanted < 0) throw new Error(`the wheel has no ${label}: ${texts.join(' | ')}`)
  const now = items.findIndex((item) => String(item.attr.class).includes('-item-active'))
  if (now === wanted) return
  // a row is as high as every element here; a wheel without a value stands before its first row, at -1
  await app.drag('.nut-pickerview-list', (now - wanted) * RECT.height, where)
  await app.fire('.nut-pickerview-roller', 'transitionend', {}, where)
}
