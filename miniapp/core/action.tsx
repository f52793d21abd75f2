import Button from '@nutui/nutui-react-taro/dist/es/packages/button'
import type { ButtonProps as Native } from '@tarojs/components'
import type { ReactNode } from 'react'

interface ActionProps extends Pick<Native, 'openType' | 'onGetPhoneNumber' | 'onAgreePrivacyAuthorization'> {
  children: ReactNode
  onTap?: () => void
  /** `go` is the one thing to do on a page; the rest is quieter */
  tone?: 'go' | 'soft' | 'line' | 'danger'
  small?: boolean
  /** being done: further taps do nothing */
  busy?: boolean
  className?: string
}

/** NutUI's button in the tones of this product. */
export function Action({ children, onTap, tone = 'line', small = false, busy = false, className = '', ...native }: ActionProps) {
  const classes = `${tone} ${small ? 'small' : ''} ${busy ? 'busy' : ''} ${className}`
  return (
    <Button {...native} className={classes} onClick={() => !busy && onTap?.()}>
      {children}
    </Button>
  )
}
