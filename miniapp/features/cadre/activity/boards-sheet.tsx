import { View } from '@tarojs/components'
import { Nothing } from '../../../core/screen'
import { Sheet } from '../../../core/sheet'
import type { Organised } from './organised'

interface BoardsSheetProps {
  boards: Organised['boards']
  onClose: () => void
}

/** How often the code on each village's board was opened, the most first. */
export function BoardsSheet({ boards, onClose }: BoardsSheetProps) {
  return (
    <Sheet open title="各村看板扫码次数" onClose={onClose}>
      <View className="note">只有总数：不记是谁扫的，也不记几点扫的。</View>
      {boards.length === 0 && <Nothing title="还没有人扫过" note="印一张写着村名的海报，贴到村里的公告栏上" />}
      {boards.map(({ village, name, times }) => (
        <View key={village} className="line row board">
          <View className="grow">{name}</View>
          <View className="strong">{times}次</View>
        </View>
      ))}
    </Sheet>
  )
}
