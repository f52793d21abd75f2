import type { ChildView } from '@shared/features/child/child.schema'
import { View } from '@tarojs/components'
import { Icon } from '../../../core/art/icon'
import { toPart } from '../ways'
import { titleOf, WRITTEN } from '../words'

/** Which parts are known; what they say is sealed. */
export function Parts({ of: { id, parts, mayWrite, state } }: { of: ChildView }) {
  const writes = mayWrite && state === 'registered'
  return (
    <View className="card lines">
      <View className="entry row group-title">
        <View className="title grow">登记了什么</View>
      </View>
      {WRITTEN.map((part) => {
        const known = parts.indexOf(part) >= 0
        return (
          <View
            key={part}
            className={`entry row p-${part}`}
            {...(writes ? { ariaRole: 'button', onClick: () => void toPart(id, part) } : {})}
          >
            <View className="grow">{titleOf(part)}</View>
            <View className={`tag ${known ? 'ok' : ''}`}>{known ? '有' : '没有填'}</View>
            {writes && <View className="link">{known ? '更正' : '补上'}</View>}
            {writes && <Icon name="chevron" size={18} />}
          </View>
        )
      })}
    </View>
  )
}
