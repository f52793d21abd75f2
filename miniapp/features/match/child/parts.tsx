import type { Ranking } from '@shared/features/pairing/pairing.schema'
import { View } from '@tarojs/components'

/** The whole score, part by part: how many points, of how many, and why. They add up to the number above. */
export function Parts({ rated: { score, parts } }: { rated: Ranking['items'][number] }) {
  return (
    <View className="gap parts">
      <View className="row">
        <View className="title grow">合适程度</View>
        <View className="title">{score}分，满分100</View>
      </View>
      {parts.map(({ part, points, most, says }) => (
        <View key={part} className="part-line">
          <View className="row">
            <View className="strong grow">{part}</View>
            <View className="points">
              {points}/{most}
            </View>
          </View>
          <View className="note">{says}</View>
          <View className="part-bar">
            <View className="part-full" style={{ width: `${(100 * points) / most}%` }} />
          </View>
        </View>
      ))}
    </View>
  )
}
