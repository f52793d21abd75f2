/**
 * Taro's templates leave every aria attribute out, so a phone that reads the screen aloud would hear of no button.
 * This writes them into the templates of the elements that carry them; a node without any stays as it was.
 */
const NAMES = ['role', 'label', 'checked', 'disabled', 'hidden']
const ELEMENTS = ['view', 'static-view', 'catch-view', 'text', 'static-text', 'button', 'input', 'textarea', 'image', 'static-image']

type Attributes = Record<string, string>
interface Platform {
  template?: { createMiniComponents(components: object): Record<string, Attributes> }
}
interface Context {
  registerMethod(method: { name: string; fn: (platform: Platform) => void }): void
}

/** `aria-label` is what the page gave as `ariaLabel`: Taro hands a property that it does not know over under its own name. */
const ARIA: Attributes = Object.fromEntries(NAMES.map((name) => [`aria-${name}`, `i.aria${name[0]?.toUpperCase()}${name.slice(1)}`]))

export default function aria(ctx: Context): void {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn: ({ template }) => {
      if (!template) return
      const create = template.createMiniComponents.bind(template)
      template.createMiniComponents = (components) => {
        const made = create(components)
        for (const element of ELEMENTS) Object.assign(made[element] ?? {}, ARIA)
        return made
      }
    },
  })
}
