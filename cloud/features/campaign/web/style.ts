import { COVERS, coverColours } from '@shared/core/covers'

const grounds = COVERS.map((cover) => `.c-${cover}{background:${coverColours[cover].ground}}`).join('')

/**
 * The one style of all campaign pages, inside each page: nothing else is asked for. Letters grow with what the browser is set to; where that
 * is so large that five numbers do not stand side by side, three do.
 */
export const STYLE = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:#faf7f5;color:#241a20;font:1.25rem/1.75 -apple-system,"PingFang SC","Noto Sans CJK SC","Noto Sans SC","Microsoft YaHei",sans-serif;overflow-wrap:anywhere}
a{color:#8a2b62}
a:focus-visible,button:focus-visible,summary:focus-visible{outline:3px solid #8a2b62;outline-offset:2px}
.top{position:sticky;top:0;background:#faf7f5;z-index:1;display:flex;justify-content:space-between;align-items:center;gap:12px;max-width:40em;margin:0 auto;padding:8px 20px;font-size:1.0625rem}
.top a{line-height:44px;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.top .leave{flex:none;background:#b3261e;color:#fff;border-radius:12px;padding:0 16px;text-decoration:none;font-weight:600}
main{max-width:34em;margin:0 auto;padding:0 20px 9rem}
.cover{display:flex;flex-wrap:wrap;align-items:center;gap:16px;border-radius:14px;padding:20px;margin-bottom:20px}
${grounds}
.cover svg{width:76px;flex:none}
.cover div{flex:1 1 8em;min-width:0}
h1{font-size:min(1.5em,13vw);line-height:1.35;margin:0 0 8px}
h2{font-size:1.2em;line-height:1.4;margin:1.5em 0 .4em}
h3{font-size:1.05em;margin:1.3em 0 .3em}
p,ul,ol,blockquote{margin:0 0 .9em}
ul,ol{padding-left:1.4em}
figure{margin:0 0 1em}
img{display:block;max-width:100%;height:auto;border-radius:12px;background:#ece4e8}
audio{width:100%;margin-top:8px}
blockquote{border-left:4px solid #a8979f;padding-left:16px}
.note{font-size:1.0625rem;color:#6a5c65}
.card{display:block;background:#fff;border:1px solid #ece4e8;border-radius:14px;padding:16px;margin:0 0 12px;color:inherit;text-decoration:none}
.card b{display:block;color:#8a2b62}
.card p{margin:0}
.card p a{display:inline-block;min-height:44px;line-height:44px}
.printed{display:none}
.corrected{background:#fdf3e3;border-radius:12px;padding:10px 16px}
.read{font:inherit;font-size:1.0625rem;min-height:48px;padding:0 18px;border:1px solid #8a2b62;border-radius:12px;background:#fff;color:#8a2b62}
.choices{list-style:none;padding-left:.4em}
details{margin:8px 0 0}
summary{min-height:44px;padding:6px 0;color:#8a2b62;cursor:pointer}
.calls{position:fixed;left:0;right:0;bottom:0;background:#fff;border-top:1px solid #ece4e8}
.calls div{display:flex;flex-wrap:wrap;max-width:34em;margin:0 auto}
.calls a{flex:1;padding:8px 2px;text-align:center;text-decoration:none;line-height:1.25;font-size:1.0625rem;overflow-wrap:normal}
.calls b{display:block;font-size:1.125rem}
@media (max-width:18em){.calls a{flex:1 0 33%;font-size:.875rem}.calls b{font-size:1rem}main{padding-bottom:11rem}}
@media print{body{background:#fff;font-size:14pt}.top .leave,audio,.read{display:none}main{padding-bottom:0}.calls{position:static}details::details-content{content-visibility:visible;display:block}.printed{display:block}a[href^="https"]:after{content:" " attr(href);font-size:10pt}}
`
  .trim()
  .replace(/\n/g, '')
