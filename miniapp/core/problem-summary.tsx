import type { Fields } from '@shared/core/fields'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import './problem-summary.scss'

interface ProblemSummaryProps {
  problems: Readonly<Record<string, string>>
  fields: Fields
}

/** All that must be mended, before the form; a tap leads to the place. */
export function ProblemSummary({ problems, fields }: ProblemSummaryProps) {
  const names = Object.keys(problems)
  if (names.length === 0) return null
  return (
    <View className="card problem-summary" ariaRole="alert">
      <View className="strong">有{names.length}处要改一下</View>
      {names.map((name) => (
        <View
          key={name}
          className="wrong problem-line"
          ariaRole="link"
          onClick={() => fields[name] && Taro.pageScrollTo({ selector: `.f-${name}`, offsetTop: -16, duration: 200 })}
        >
          {problems[name]}
        </View>
      ))}
    </View>
  )
}
