import { randomBytes } from 'node:crypto'
import { permission, type World } from './world'

const newId = (mark: string): string => `${mark}${randomBytes(14).toString('hex')}`

/** What a test may do to the stand-in's world. */
export function controls(world: World) {
  const know = (openid: string) => {
    if (!world.people.has(openid)) world.people.set(openid, '')
  }

  return {
    /** a code as wx.login gives it: good once, for 5 minutes */
    newCode(openid: string, unionid?: string): string {
      const code = newId('0')
      world.loginCodes.set(code, { openid, ...(unionid && { unionid }), at: world.now(), used: false })
      know(openid)
      return code
    },
    /** a code as the button getPhoneNumber gives it */
    newPhoneCode(number: string, countryCode = '86'): string {
      const code = newId('p')
      world.phoneCodes.set(code, { number, countryCode, at: world.now(), used: false })
      return code
    },
    /** she opens the mini-program: for 2 hours her texts can be checked */
    visit: (openid: string) => void world.people.set(openid, world.now()),
    /** she agrees to `n` messages of a template more */
    allow(openid: string, template: string, n = 1): void {
      know(openid)
      const key = permission(openid, template)
      world.permissions.set(key, (world.permissions.get(key) ?? 0) + n)
    },
    /** how many messages of a template she still lets through */
    allowed: (openid: string, template: string): number => world.permissions.get(permission(openid, template)) ?? 0,
    /** she refuses a template, what she agreed to before included */
    refuse(openid: string, template: string): void {
      know(openid)
      world.permissions.delete(permission(openid, template))
    },
    block: (openid: string) => void world.blocked.add(openid),
    /** template id → an object whose keys are its keywords, e.g. the `data` of a template in the product */
    setTemplates(templates: Record<string, Record<string, unknown>>): void {
      world.templates = new Map(Object.entries(templates).map(([id, data]) => [id, Object.keys(data)]))
    },
    /** the pages of the published mini-program, without a leading slash */
    setPages: (pages: string[]) => {
      world.pages = new Set(pages)
    },
    /** what the codes say that were drawn */
    scenes: () => world.scenes,
    /** texts that contain one of these are judged so */
    setWords: (words: Partial<World['words']>) => {
      world.words = { risky: [], review: [], ...words }
    },
    /** the pictures and recordings that it was asked about */
    media: () => world.media,
    staleToken: () => void world.tokens.stale(),
    breakTokens: () => world.tokens.setBroken(true),
    mendTokens: () => world.tokens.setBroken(false),
    /** how often a new token was forced within a day */
    forcedCount: (): number => world.tokens.forcedCount(),
  }
}
