import Overlay from '@nutui/nutui-react-taro/dist/es/packages/overlay'
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
export function Sheet({ open, className = '', ...inside }: SheetProps) {
  return (
    <Popup visible={open} position="bottom" round destroyOnClose className={`sheet ${className}`} onClose={inside.onClose}>
      <Inside {...inside} />
    </Popup>
  )
}

/** A sheet that lies ready with the page: opening it only takes a class away, however much it holds. */
export function ReadySheet({ open, className = '', ...inside }: SheetProps) {
  return (
    <>
      {/* In a node of its own: what comes and goes makes Taro send all of its neighbours again. */}
      <View>
        <Overlay visible={open} onClick={inside.onClose} />
      </View>
      <Popup visible overlay={false} lockScroll={false} position="bottom" round className={`sheet ${className} ${open ? '' : 'away'}`}>
        <Inside {...inside} />
      </Popup>
    </>
  )
}

function Inside({ title, onClose, children, foot }: Omit<SheetProps, 'open' | 'className'>) {
  return (
    <>
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
    </>
  )
}
