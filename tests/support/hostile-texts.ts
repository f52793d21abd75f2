/** What each payload would do if it ran: the page that shows it counts. */
const RUN = 'boom()'

const scripts = [
  `<script>${RUN}</script>`,
  `<ScRiPt>${RUN}</sCrIpT>`,
  `<script/x>${RUN}</script>`,
  `<script\n>${RUN}</script\n>`,
  `<script>${RUN}//`,
  `</title><script>${RUN}</script>`,
  `</style><script>${RUN}</script>`,
  `</script><script>${RUN}</script>`,
  `--><script>${RUN}</script>`,
  `]]><script>${RUN}</script>`,
  `"><script>${RUN}</script>`,
  `'><script>${RUN}</script>`,
  `<script type=module>${RUN}</script>`,
  `<script src=data:text/javascript,${RUN}></script>`,
  `<svg><script>${RUN}</script></svg>`,
  `<math><script>${RUN}</script></math>`,
  `<<script>${RUN}//<</script>`,
  `<scr<script>ipt>${RUN}</script>`,
]

const TAGS = ['img src=x onerror', 'svg onload', 'body onload', 'details open ontoggle', 'video src=x onerror', 'audio src=x onerror']
const MORE_TAGS = [
  'input autofocus onfocus',
  'select autofocus onfocus',
  'object data=x onerror',
  'marquee onstart',
  'iframe onload',
  'style onload',
]
const handlers = [...TAGS, ...MORE_TAGS].flatMap((tag) => [`<${tag}=${RUN}>`, `"><${tag}="${RUN}">`, `<${tag.replace(/ /g, '/')}=${RUN} `])

const attributes = [
  `" onmouseover="${RUN}" style="position:fixed;inset:0`,
  `' autofocus onfocus='${RUN}' x='`,
  `" autofocus onfocus=${RUN} tabindex=1 x="`,
  `\` onload=${RUN} x=\``,
  `x" onclick="${RUN}"`,
]

const SCHEMES = [
  'javascript:',
  'JaVaScRiPt:',
  ' javascript:',
  '\tjavascript:',
  'java\tscript:',
  'java\nscript:',
  'javascript&colon;',
  'javascript&#58;',
  'javascript&#x3A;',
  '&#106;avascript:',
  'javascript%3A',
  'vbscript:',
  'data:text/html,<script>boom()</script>//',
  'data:text/html;base64,PHNjcmlwdD5ib29tKCk8L3NjcmlwdD4=//',
  'blob:',
  'file:///etc/passwd#',
  '//evil.example/',
  '/\\evil.example/',
  'https:evil.example/',
  'https://www.gov.cn@evil.example/',
  'http://evil.example/',
  'tel:javascript:',
  '/c/../../api/sign-in?x=',
]
const links = SCHEMES.flatMap((scheme) => [`[点这里](${scheme}${RUN})`, `[点这里](<${scheme}${RUN}>)`, `<${scheme}${RUN}>`])

const markdown = [
  `![图](x" onerror="${RUN})`,
  `![图](javascript:${RUN})`,
  `[一][1]\n\n[1]: javascript:${RUN}`,
  `[一](https://www.gov.cn "x\\" onmouseover=\\"${RUN}")`,
  `[一](https://www.gov.cn/"onmouseover="${RUN})`,
  `[<img src=x onerror=${RUN}>](https://www.gov.cn/)`,
  `**<img src=x onerror=${RUN}>**`,
  `> <svg onload=${RUN}>`,
  `- <svg onload=${RUN}>`,
  `## <svg onload=${RUN}>`,
  `\`<svg onload=${RUN}>\``,
  `\`\`\`<svg onload=${RUN}>\n<svg onload=${RUN}>\n\`\`\``,
  `    <svg onload=${RUN}>`,
  `&lt;svg onload=${RUN}&gt;`,
  `&#60;svg onload=${RUN}&#62;`,
  `\\<svg onload=${RUN}\\>`,
  `<!-- --!><img src=x onerror=${RUN}>`,
  `<![CDATA[<img src=x onerror=${RUN}>]]>`,
  `<?xml version="1.0"?><svg onload=${RUN}>`,
]

const others = [
  `<meta http-equiv=refresh content="0;url=javascript:${RUN}">`,
  `<base href="https://evil.example/">`,
  `<link rel=stylesheet href="https://evil.example/x.css">`,
  `<iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
  `<form action=javascript:${RUN}><button autofocus>x</button></form>`,
  `<a href=javascript:${RUN}>x</a>`,
  `<template><img src=x onerror=${RUN}></template>`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>"></noscript>`,
  `<math><mi xlink:href="javascript:${RUN}">x</mi></math>`,
  `<svg><a xlink:href="javascript:${RUN}"><text>x</text></a></svg>`,
  `<svg><animate onbegin=${RUN} attributeName=x dur=1s>`,
  `<textarea autofocus onfocus=${RUN}>`,
  `<plaintext onload=${RUN}>`,
  `\${${RUN}}{{${RUN}}}<%= ${RUN} %>`,
]

/** More than a hundred ways in which a text tries to become a program, or to lead where no text may lead. */
export const HOSTILE_TEXTS: readonly string[] = [...new Set([...scripts, ...handlers, ...attributes, ...links, ...markdown, ...others])]
