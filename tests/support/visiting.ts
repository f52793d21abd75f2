import type { Visitor } from './browser'

/** What a finger and an eye do on a page. Only what lies on top counts: Taro keeps earlier pages in the document, hidden. */
export const visible = ({ page }: Visitor, selector: string) => page.locator(selector).locator('visible=true').first()
/** @throws Error with what is to be read instead */
export async function see({ page }: Visitor, text: string | RegExp): Promise<void> {
  try {
    await page.getByText(text).locator('visible=true').first().waitFor()
  } catch (error) {
    const shown = await page.evaluate<string>('document.body.innerText')
    throw new Error(`${text} is not to be seen on ${page.url()}, but: ${shown.replace(/\s+/g, ' ').slice(0, 1000)}`, { cause: error })
  }
}
export const press = (visitor: Visitor, selector: string) => visible(visitor, selector).tap()
/** A question of a form, by its name. */
export const fill = (visitor: Visitor, name: string, value: string) => visible(visitor, `.f-${name} input, .f-${name} textarea`).fill(value)
/** One of the choices of a question, when it has come to rest: sheets slide in. */
export const choose = ({ page }: Visitor, name: string, label: string) =>
  page.locator(`.f-${name} .option`).getByText(label, { exact: true }).locator('visible=true').first().tap()

/**
 * After a decision she is led on: until she has come to what is next. What says so is gone after a moment, and an address that is typed
 * while the app leads on is lost. @param from what the address of the page that she leaves holds
 */
export async function ledOn(visitor: Visitor, from: string): Promise<void> {
  await visitor.page.waitForURL(({ href }) => !href.includes(from))
  await visitor.arrived()
}

/** What is wider than the screen, so that one would have to push the page to the side, and buttons that stand out of their card. */
const TOO_WIDE = `[...(document.documentElement.scrollWidth > innerWidth ? ['page'] : []), ...[...document.querySelectorAll('.nut-button')].filter((one) => {
  const [at, card] = [one.getBoundingClientRect(), (one.closest('.card') ?? document.body).getBoundingClientRect()]
  return at.width > 0 && at.right > card.right + 1
}).map(({ className }) => className)]`

/** A page that is there as soon as it has come: a picture is kept of it, nothing is wider than the screen, and axe finds nothing grave. */
export async function calm(visitor: Visitor, name: string): Promise<void> {
  if (!visitor.looks) return
  await visitor.shot(name)
  expect({ on: name, axe: await visitor.axe(), wide: await visitor.page.evaluate(TOO_WIDE) }).toEqual({ on: name, axe: [], wide: [] })
}

/** The same of a page of the app, when it is at rest. */
export async function looked(visitor: Visitor, name: string): Promise<void> {
  await visitor.arrived()
  await calm(visitor, name)
}
