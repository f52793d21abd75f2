import type { BaseTouchEvent, ITouchEvent } from '@tarojs/components/types/common'

/** What Taro's types leave out; config/aria.ts brings it to the phone, core/browser.ts into a browser. */
declare module '@tarojs/components/types/common' {
  // biome-ignore lint/suspicious/noExplicitAny: the parameters of an interface that is widened must be the very same
  interface StandardProps<T = any, TouchEvent extends BaseTouchEvent<any> = ITouchEvent> {
    ariaRole?: string
    ariaLabel?: string
    ariaChecked?: boolean
    ariaHidden?: boolean
  }
}
