import Popup from '@nutui/nutui-react-taro/dist/es/packages/popup'
import { ScrollView, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import './sheet.scss'

interface SheetProps {
  open: boolean
  title: string
  onClose: () => void
  children: ReactNode
  /** buttons that stay in sight below what scrolls */
  foot?: ReactNode
  className?: string
}

/** What comes up from below: one question at a time, closed by a tap beside it. */
export function Sheet({ open, title, onClose, children, foot, className = '' }: SheetProps) {
  return (
    <Popup visible={open} position="bottom" round destroyOnClose className={`sheet ${className}`} onClose={onClose}>
      <View className="row sheet-head">
        <View className="title grow">{title}</View>
        <View className="sheet-close link" ariaRole="button" onClick={onClose}>
          关上
        </View>
      </View>
      <ScrollView scrollY className="sheet-body">
        {children}
      </ScrollView>
      {foot && <View className="sheet-foot">{foot}</View>}
    </Popup>
  )
}
