import { valueFault } from './values'
import { ageOf, type Endpoint, MINUTE_MS, permission, type Reply, type Request, type World } from './world'

/** An errcode with WeChat's kind of text around it. */
export const fault = (errcode: number, errmsg = 'refused by the stand-in'): Reply => ({ errcode, errmsg: `${errmsg} rid: 65f0-1a2b` })

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

function appFault(world: World, appId: unknown, secret: unknown): number {
  if (appId !== world.appId) return 40013
  return secret === world.secret ? 0 : 40125
}

function token(world: World, { body }: Request): Reply {
  if (body.grant_type !== 'client_credential') return fault(40002)
  const wrong = appFault(world, body.appid, body.secret)
  if (wrong) return fault(wrong)
  const issued = world.tokens.issue(body.force_refresh === true)
  return issued === 45009 ? fault(45009) : { access_token: issued.token, expires_in: issued.seconds }
}

function login(world: World, { query }: Request): Reply {
  const wrong = appFault(world, query.get('appid'), query.get('secret'))
  if (wrong) return fault(wrong)
  if (query.get('grant_type') !== 'authorization_code') return fault(40002)
  const code = world.loginCodes.get(query.get('js_code') ?? '')
  if (!code || ageOf(world, code.at) > 5 * MINUTE_MS) return fault(40029, 'invalid code')
  if (code.used) return fault(40163, 'code been used')
  if (world.blocked.has(code.openid)) return fault(40226, 'code blocked')
  code.used = true
  world.people.set(code.openid, world.now())
  return { session_key: 'c3RhbmQtaW4gc2Vzc2lvbg==', openid: code.openid, ...(code.unionid && { unionid: code.unionid }) }
}

function phone(world: World, { body }: Request): Reply {
  const code = world.phoneCodes.get(text(body.code))
  if (!code || code.used || ageOf(world, code.at) > 5 * MINUTE_MS) return fault(40029, 'invalid code')
  code.used = true
  const { number, countryCode } = code
  const phoneNumber = countryCode === '86' ? number : `+${countryCode}${number}`
  return { errcode: 0, errmsg: 'ok', phone_info: { phoneNumber, purePhoneNumber: number, countryCode } }
}

function dataFault(keywords: string[], data: unknown): Reply | undefined {
  const given = (typeof data === 'object' ? data : null) as Record<string, { value?: unknown } | null> | null
  const unknown = Object.keys(given ?? {}).find((keyword) => !keywords.includes(keyword))
  if (unknown) return fault(47003, `argument invalid! data.${unknown}.value invalid`)
  for (const keyword of keywords) {
    const wrong = valueFault(keyword, given?.[keyword]?.value)
    if (wrong) return fault(47003, `argument invalid! data.${keyword}.value ${wrong === 'empty' ? 'is empty' : 'invalid'}`)
  }
  return undefined
}

function send(world: World, { body }: Request): Reply {
  const [openid, template, page] = [text(body.touser), text(body.template_id), text(body.page)]
  const keywords = world.templates.get(template)
  if (!world.people.has(openid)) return fault(40003, 'invalid openid')
  if (!keywords) return fault(40037, 'invalid template_id')
  if (page && !world.pages.has(page.split('?')[0] as string)) return fault(41030, 'invalid page')
  const state = text(body.miniprogram_state) || 'formal'
  if (!['developer', 'trial', 'formal'].includes(state)) return fault(47001, 'invalid miniprogram_state')
  const wrong = dataFault(keywords, body.data)
  if (wrong) return wrong
  const left = world.permissions.get(permission(openid, template)) ?? 0
  if (left < 1) return fault(43101, 'user refuse to accept the msg')
  world.permissions.set(permission(openid, template), left - 1)
  const data = Object.fromEntries(
    keywords.map((keyword) => [keyword, text((body.data as Record<string, { value: string }>)[keyword]?.value)]),
  )
  world.sent.push({ openid, template, page, data, state, at: world.now() })
  return { errcode: 0, errmsg: 'ok', msgid: world.sent.length }
}

function check(world: World, { body }: Request): Reply {
  const content = text(body.content)
  if (body.version !== 2) return fault(47001, 'data format error')
  if (![1, 2, 3, 4].includes(body.scene as number)) return fault(40129, 'invalid scene')
  const seen = world.people.get(text(body.openid))
  if (seen === undefined) return fault(40003, 'invalid openid')
  if (seen === '' || ageOf(world, seen) > 120 * MINUTE_MS) return fault(61010, 'code is expired')
  if (content === '') return fault(44002, 'empty post data')
  if ([...content].length > 2_500) return fault(45002, 'content size out of limit')
  const has = (words: string[]) => words.some((word) => content.includes(word))
  const suggest = has(world.words.risky) ? 'risky' : has(world.words.review) ? 'review' : 'pass'
  return { errcode: 0, errmsg: 'ok', result: { suggest, label: suggest === 'pass' ? 100 : 20001 }, trace_id: 'stand-in' }
}

/** It answers later, by a push: here whoever tests says when and what. */
function checkMedia(world: World, { body }: Request): Reply {
  const [url, type] = [text(body.media_url), Number(body.media_type)]
  if (body.version !== 2 || ![1, 2].includes(type)) return fault(47001, 'data format error')
  if (!world.people.has(text(body.openid))) return fault(40003, 'invalid openid')
  if (!/^https?:\/\//.test(url)) return fault(40004, 'invalid media url')
  const trace = `trace-${world.media.length + 1}`
  world.media.push({ trace, url, type })
  return { errcode: 0, errmsg: 'ok', trace_id: trace }
}

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=', 'base64')

function qr(world: World, { body }: Request): Reply {
  const [scene, page] = [text(body.scene), text(body.page)]
  if (!/^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/.test(scene))
    return fault(40169, 'invalid length for scene, or the data is not json string')
  if (page.startsWith('/') || page.includes('?')) return fault(41030, 'invalid page')
  if (page && body.check_path !== false && !world.pages.has(page)) return fault(41030, 'invalid page')
  world.scenes.push(scene)
  return PNG
}

interface Door {
  name: Endpoint
  method: 'GET' | 'POST'
  /** needs an access token */
  guarded: boolean
  answer: (world: World, request: Request) => Reply
}

/** path → what stands behind it */
export const doors: Record<string, Door> = {
  '/cgi-bin/stable_token': { name: 'token', method: 'POST', guarded: false, answer: token },
  '/sns/jscode2session': { name: 'login', method: 'GET', guarded: false, answer: login },
  '/wxa/business/getuserphonenumber': { name: 'phone', method: 'POST', guarded: true, answer: phone },
  '/cgi-bin/message/subscribe/send': { name: 'send', method: 'POST', guarded: true, answer: send },
  '/wxa/msg_sec_check': { name: 'check', method: 'POST', guarded: true, answer: check },
  '/wxa/media_check_async': { name: 'media', method: 'POST', guarded: true, answer: checkMedia },
  '/wxa/getwxacodeunlimit': { name: 'qr', method: 'POST', guarded: true, answer: qr },
}
