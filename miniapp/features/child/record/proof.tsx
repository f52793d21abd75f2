import { sayTime } from '@shared/core/time'
import type { ChildView } from '@shared/features/child/child.schema'
import { View } from '@tarojs/components'

/** Proof that a record was destroyed; shown to whoever asked for it. */
export const Proof = ({ of: { at, why, steps, hash } }: { of: NonNullable<ChildView['erased']> }) => (
  <View className="card proof-card">
    <View className="title">销毁证明</View>
    <View className="gap-s">
      {sayTime(at)}，因为{why}，这份档案的内容、照片和同意书都销毁了，谁也打不开。
    </View>
    <View className="note gap-s">经过一共{steps}步，最后一步的记号：</View>
    <View className="note proof">{hash}</View>
    <View className="note gap-s">没有县里的钥匙，谁也做不出这个记号；系统管理员用它核对，就知道是真的销毁过。</View>
  </View>
)
