import Input from '@nutui/nutui-react-taro/dist/es/packages/input'
import { View } from '@tarojs/components'
import { Action } from '../../../core/action'
import { Asked } from '../../../core/asked'
import { Option } from '../../../core/widgets/option'
import { earlier, MOST_OPTIONS } from './quiz'

const LETTERS = 'ABCD'

interface QuizOptionsProps {
  label: string
  options: readonly string[]
  /** the index of the right one; below 0 while none is chosen */
  right: number
  problem: string | undefined
  onChange: (options: readonly string[], right: number) => void
}

/** What there is to choose from; the right one stays the right one wherever it is moved. */
export function QuizOptions({ label, options, right, problem, onChange }: QuizOptionsProps) {
  const write = (at: number, words: string) =>
    onChange(
      options.map((one, i) => (i === at ? words : one)),
      right,
    )
  const up = (at: number) => onChange(earlier(options, at), right === at ? at - 1 : right === at - 1 ? at : right)
  const drop = (at: number) =>
    onChange(
      options.filter((_, i) => i !== at),
      right === at ? -1 : right > at ? right - 1 : right,
    )
  return (
    <Asked name="options" label={label} note="两个到四个，点一下哪个是对的" problem={problem}>
      {options.map((words, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an option is where it stands
        <View key={i} className={`quiz-option o-${i}`}>
          <View className="row">
            <View className="note">{LETTERS[i]}</View>
            <View className={`grow f-option-${i}`}>
              <Input className="box" value={words} placeholder={`选项${LETTERS[i]}`} onChange={(typed) => write(i, typed)} />
            </View>
          </View>
          <View className="row gap-s">
            <Option className={`grow right-${i}`} chosen={right === i} onTap={() => onChange(options, i)}>
              {right === i ? '这个对' : '选它对'}
            </Option>
            {i > 0 && (
              <Action small className={`up-${i}`} onTap={() => up(i)}>
                往前挪
              </Action>
            )}
            {options.length > 2 && (
              <Action small className={`drop-${i}`} onTap={() => drop(i)}>
                删掉
              </Action>
            )}
          </View>
        </View>
      ))}
      {options.length < MOST_OPTIONS && (
        <Action className="gap add-option" onTap={() => onChange([...options, ''], right)}>
          加一个选项
        </Action>
      )}
    </Asked>
  )
}
