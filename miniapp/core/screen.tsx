import Skeleton from '@nutui/nutui-react-taro/dist/es/packages/skeleton'
import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Action } from './action'
import type { Loaded } from './loaded'
import type { Refusal } from './refusal'
import { toHome } from './routes'
import { useLarge } from './type-size'

interface ScreenProps {
  children?: ReactNode
  /** what the page needs before it can show anything */
  of?: LoadingProps['of']
  /** the button bar at the bottom */
  foot?: ReactNode
  className?: string
}

/** The frame of every page: type size, waiting, trouble with a way to try again, the bar at the bottom. */
export function Screen({ children, of, foot, className = '' }: ScreenProps) {
  const large = useLarge()
  const ready = !of || of.data !== undefined
  return (
    <View className={`screen ${large ? 'large' : ''} ${foot && ready ? 'footed' : ''} ${className}`}>
      <View className="main">{of ? <Loading of={of}>{children}</Loading> : children}</View>
      {ready && foot && <View className="foot">{foot}</View>}
    </View>
  )
}

interface LoadingProps {
  of: Pick<Loaded<unknown>, 'data' | 'problem' | 'reload'>
  children?: ReactNode
}

/** A part of a page that must first be fetched. */
export function Loading({ of, children }: LoadingProps) {
  const ready = of.data !== undefined
  return (
    <>
      {of.problem && <Trouble problem={of.problem} again={of.reload} small={ready} />}
      {ready ? children : !of.problem && <Waiting />}
    </>
  )
}

function Waiting() {
  return (
    <View className="card waiting">
      <Skeleton animated />
      <Text className="note">正在打开…</Text>
    </View>
  )
}

interface TroubleProps {
  problem: Refusal
  again: () => void
  /** what was there before is still shown */
  small?: boolean
}

/** What went wrong, calmly, and the button that tries again; what isn't there any more leads home. */
export function Trouble({ problem, again, small = false }: TroubleProps) {
  const gone = problem.code === 'notFound'
  return (
    <View className={`card trouble ${small ? 'row' : ''}`} ariaRole="alert">
      <View className="grow">{problem.message}</View>
      <Action className={gone ? 'go-home' : 'again'} small={small} onTap={gone ? toHome : again}>
        {gone ? '回首页' : '再试一次'}
      </Action>
    </View>
  )
}

interface NothingProps {
  title: string
  note?: string
  /** a way forward, usually a button */
  children?: ReactNode
}

/** An empty list says so and shows where to go. */
export function Nothing({ title, note, children }: NothingProps) {
  return (
    <View className="nothing">
      <View className="nothing-title">{title}</View>
      {note && <View className="note">{note}</View>}
      {children}
    </View>
  )
}
