import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Action } from '../../core/action'
import { toCase, toDesk, toForm } from '../../core/routes'
import { sayDue } from '../../core/say-due'
import type { HomeData } from './home-data'

interface CardProps {
  className: string
  title: string
  note: ReactNode
  button: string
  /** nothing is pressing: the button is quieter */
  quiet?: boolean
  onTap: () => void
}

const Card = ({ className, title, note, button, quiet = false, onTap }: CardProps) => (
  <View className={`card soft row next-thing ${className}`}>
    <View className="grow">
      <View className="strong">{title}</View>
      <View className="note">{note}</View>
    </View>
    <Action tone={quiet ? 'line' : 'go'} small onTap={onTap}>
      {button}
    </Action>
  </View>
)

/** What waits for her stands first: what could not be sent, a case of hers, and for cadres their desk. */
export function NextThing({ unsent, yours, desk, now }: HomeData) {
  const waiting = desk ? `${desk.items.length}${desk.next ? '+' : ''}` : ''
  const nearest = desk?.items[0]
  return (
    <>
      {unsent && (
        <Card
          className="unsent"
          title="上次没发出去"
          note={`${unsent.title} · 填的都还在`}
          button="再发一次"
          onTap={() => toForm(unsent.kind, unsent.about)}
        />
      )}
      {yours && (
        <Card
          className="yours"
          title={yours.label}
          note={yours.due ? `${yours.title} · ${sayDue(yours.due, now)}` : yours.title}
          button="去办"
          onTap={() => toCase(yours.id)}
        />
      )}
      {desk && (
        <Card
          className="desk"
          title={desk.items.length > 0 ? `等您办 ${waiting} 件` : '现在没有等您办的'}
          note={nearest?.due ? `最急的：${sayDue(nearest.due, now)}` : '我的工作台'}
          button={desk.items.length > 0 ? '去办' : '工作台'}
          quiet={desk.items.length === 0}
          onTap={toDesk}
        />
      )}
    </>
  )
}
