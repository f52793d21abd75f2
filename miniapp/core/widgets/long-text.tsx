import TextArea from '@nutui/nutui-react-taro/dist/es/packages/textarea'
import { lengthOf } from '@shared/core/fields'
import { View } from '@tarojs/components'
import type { WidgetProps } from './widget'

/** Several lines, with the usual sentences one tap away. */
export function LongText({ field, value = '', onChange, bad }: WidgetProps<'longText'>) {
  const left = field.max - lengthOf(value)
  const add = (phrase: string) => onChange(value.trim() === '' ? phrase : `${value.trim()}；${phrase}`)
  return (
    <View>
      <TextArea
        className={`box tall ${bad ? 'bad' : ''}`}
        value={value}
        maxLength={-1}
        placeholder="写在这里"
        onChange={(typed) => onChange(typed || undefined)}
      />
      {left < 30 && <View className={left < 0 ? 'wrong' : 'note'}>{left < 0 ? `多了${-left}个字` : `还能写${left}个字`}</View>}
      {field.phrases && (
        <View className="chips">
          {field.phrases.map((phrase) => (
            <View key={phrase} className="chip" ariaRole="button" onClick={() => add(phrase)}>
              {phrase}
            </View>
          ))}
        </View>
      )}
    </View>
  )
}
