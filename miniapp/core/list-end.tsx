import { View } from '@tarojs/components'
import { Action } from './action'
import type { Pages } from './pages'

interface ListEndProps {
  of: Pick<Pages<unknown>, 'data' | 'growing' | 'more' | 'moreProblem'>
}

/** The end of a growing list: more is coming, more can be had, or that was all. */
export function ListEnd({ of }: ListEndProps) {
  if (of.growing) return <View className="note list-end">正在看更多…</View>
  if (of.data?.next)
    return (
      <View className="list-end">
        {of.moreProblem && <View className="note">{of.moreProblem.message}</View>}
        <Action className="more" onTap={of.more}>
          再看一些
        </Action>
      </View>
    )
  return (of.data?.items.length ?? 0) > 5 ? <View className="note list-end">都在这里了</View> : null
}
