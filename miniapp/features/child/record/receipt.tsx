import type { ChildView } from '@shared/features/child/child.schema'
import { Text, View } from '@tarojs/components'

/** What has just been done, and what comes next. */
export const Receipt = ({ of: { state, code } }: { of: ChildView }) => (
  <View className="card soft receipt" ariaRole="status">
    <View className="title">{state === 'stub' ? '代号登记好了' : '登记好了'}</View>
    <View className="gap-s">
      以后说到这个孩子，只说代号<Text className="strong line-number">{code}</Text>。名单和消息里都没有孩子的姓名。
    </View>
    {state !== 'stub' && (
      <View className="note gap-s">接下来：还没填的部分可以慢慢补；要不要给爱心妈妈看、要不要存照片，另外问监护人。</View>
    )}
  </View>
)
