import fs from 'node:fs'
import path from 'node:path'
import postcss from 'postcss'
import { isOn, shownValue, valueIn } from './fields'
import type { Sight } from './look'
import { readSheet } from './styles'
import type { ViewNode } from './tree'
import { type Host, textOf } from './types'

// The element sheet of WeChat's view layer, as far as pages rely on it.
const ELEMENTS = `
*{-webkit-tap-highlight-color:transparent}
body{margin:0;font-family:-apple-system,"Noto Sans CJK SC",sans-serif;min-height:100vh}
wx-view,wx-form,wx-scroll-view,wx-swiper,wx-swiper-item,wx-picker-view,wx-picker-view-column,wx-picker,wx-navigator,wx-rich-text{display:block}
wx-scroll-view{overflow:auto}wx-text{white-space:pre-line}
wx-image{display:inline-block;width:320px;height:240px;overflow:hidden}wx-image>img{display:block;width:100%;height:100%}
wx-button{display:block;margin:0 auto;padding:0 14px;box-sizing:border-box;font-size:18px;text-align:center;line-height:2.5555;border-radius:5px;overflow:hidden;color:#000;background:#f8f8f8}
wx-input,wx-textarea{display:block;min-height:1.4em;overflow:hidden;text-overflow:clip;white-space:nowrap}
wx-textarea{width:300px;height:150px;white-space:pre-wrap}
wx-canvas{display:block;width:300px;height:150px}wx-icon,wx-switch,wx-checkbox,wx-radio{display:inline-block}
.wx-placeholder{color:#808080}.wx-box{display:inline-block;width:1.2em;height:1.2em;border:1px solid #d1d1d1;border-radius:3px;text-align:center;line-height:1.2em}
#wx-bar{position:sticky;top:0;z-index:9999;height:44px;line-height:44px;text-align:center;font-size:17px;font-weight:600}
#wx-tabs{position:fixed;left:0;right:0;bottom:0;height:50px;display:flex;background:#fff;border-top:1px solid #e5e5e5;font-size:12px;z-index:9998}
#wx-tabs span{flex:1;text-align:center;line-height:50px;color:#7a7e83}#wx-tabs b{color:inherit;font-weight:600}
#wx-toast{position:fixed;left:50%;top:40%;transform:translateX(-50%);background:#000c;color:#fff;padding:16px;border-radius:8px;z-index:10000}`

const TAGS =
  'view|text|button|image|input|textarea|scroll-view|swiper|swiper-item|navigator|form|label|picker|picker-view|canvas|switch|checkbox|radio|rich-text|icon'
const TAG = new RegExp(`(^|[\\s,>+~])(${TAGS})(?=[\\s,>+~.:[#]|$)`, 'g')
const ROOT = /(^|[\s,>+~])page(?=[\s,>+~.:[#]|$)/g

const quote = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')

/** A style sheet of the package as a browser reads it: wx elements instead of HTML's, px instead of rpx. */
function sheetOf(css: string, px: (text: string) => string): string {
  const root = postcss.parse(css)
  root.walkRules((rule) => {
    if (rule.parent?.type === 'atrule' && (rule.parent as postcss.AtRule).name.endsWith('keyframes')) return
    rule.selector = rule.selector.replace(TAG, '$1wx-$2').replace(ROOT, '$1body')
  })
  root.walkDecls((decl) => {
    decl.value = px(decl.value)
  })
  return root.toString()
}

/** The page that is open, as HTML for a browser to photograph. */
export function newPhoto(host: Host, sight: () => Sight) {
  const source = (src: unknown) => {
    const name = textOf(src)
    const file = path.join(host.dist, name)
    const type = path.extname(name).slice(1).replace('svg', 'svg+xml').replace('jpg', 'jpeg')
    const packed = name.startsWith('/') && fs.existsSync(file) ? fs.readFileSync(file) : undefined
    const bytes = packed ?? host.phone.files.get(name)
    return bytes ? `data:image/${type};base64,${bytes.toString('base64')}` : name
  }

  return (width: number): string => {
    const { page, root } = sight()
    const px = (text: string) => text.replace(/(-?[\d.]+)rpx/g, (_, size: string) => `${(Number(size) * width) / 750}px`)
    const draw = (node: ViewNode): string => {
      if (node.tag === '#text') return quote(node.text).replace(/\n/g, '<br>')
      const { attr, tag } = node
      const common = `class="${quote(textOf(attr.class))}" id="${quote(textOf(attr.id))}" style="${quote(px(textOf(attr.style)))}"${isOn(attr.hidden) ? ' hidden' : ''}`
      return `<wx-${tag} ${common}>${inner(node)}</wx-${tag}>`
    }
    const inner = (node: ViewNode): string => {
      const { attr, tag } = node
      const fit = /aspectFill/.test(textOf(attr.mode)) ? 'cover' : /aspectFit/.test(textOf(attr.mode)) ? 'contain' : 'fill'
      if (tag === 'image') return attr.src ? `<img style="object-fit:${fit}" src="${quote(source(attr.src))}">` : ''
      if (tag === 'rich-text') return typeof attr.nodes === 'string' ? attr.nodes : ''
      if (['switch', 'checkbox', 'radio'].includes(tag))
        return `<span class="wx-box">${isOn(valueIn(page, node)) ? '✓' : ''}</span>${node.children.map(draw).join('')}`
      if (tag !== 'input' && tag !== 'textarea') return node.children.map(draw).join('')
      return quote(shownValue(page, node)) || `<span class="wx-placeholder">${quote(textOf(attr.placeholder))}</span>`
    }
    const taken = new Set<string>()
    const css = sheetOf(`${readSheet(host.dist, 'app.wxss', taken)}\n${readSheet(host.dist, `${page.route}.wxss`, taken)}`, px)
    const meta = root.children.find((node) => node.tag === 'page-meta')
    const bare = `html{font-size:${textOf(meta?.attr.rootFontSize) || `${width / 20}px`}}body{width:${width}px}[hidden]{display:none!important}`
    const head = `<meta charset="utf-8"><meta name="viewport" content="width=${width}"><title>${quote(host.overlay.title)}</title><style>${ELEMENTS}\n${css}\n${bare}</style>`
    const body = `${barOf(host, page.config)}${root.children.map(draw).join('')}${tabsOf(host, page.route)}${toastOf(host)}`
    return `<!doctype html><html lang="zh">${head}<body style="${quote(px(textOf(meta?.attr.pageStyle)))}">${body}</body></html>`
  }
}

const barOf = ({ overlay }: Host, config: Record<string, unknown>) => {
  if (config.navigationStyle === 'custom') return ''
  const ground = textOf(config.navigationBarBackgroundColor) || '#ffffff'
  const ink = config.navigationBarTextStyle === 'white' ? '#fff' : '#000'
  return `<div id="wx-bar" style="background:${quote(ground)};color:${ink}">${quote(overlay.title)}</div>`
}
const tabsOf = ({ manifest, overlay }: Host, route: string) => {
  const list = manifest.tabBar?.list ?? []
  if (!list.some((item) => item.pagePath === route)) return ''
  const items = list.map((item, index) => {
    const text = `${item.text}${overlay.badges.get(index) ?? ''}`
    return `<span>${item.pagePath === route ? `<b>${quote(text)}</b>` : quote(text)}</span>`
  })
  return `<div style="height:50px"></div><div id="wx-tabs">${items.join('')}</div>`
}
const toastOf = ({ overlay }: Host) => (overlay.toast ? `<div id="wx-toast">${quote(overlay.toast)}</div>` : '')
