import { ROLE_NAMES } from '@shared/core/place'
import type { WorryView } from '@shared/features/worry/worry.schema'
import { View } from '@tarojs/components'
import { Action } from '../action'
import { dial } from './lines'

/** Whom to call next: the level whose turn it is, then those below it. */
export const Phones = ({ view: { phones, turn, call } }: { view: WorryView }) => (
  <View className="card caution worry-phones">
    <View className="strong">{call ? '一直没有人接手，请打电话' : '不想等，可以直接打电话'}</View>
    {phones.map(({ level, phone }, n) => (
      <View key={`${level} ${phone}`} className="row gap-s">
        <View className="grow">
          <View className="title">{phone}</View>
          <View className="note">{ROLE_NAMES[level]}</View>
        </View>
        <Action small tone={n === 0 ? 'go' : 'line'} className="call-cadre" onTap={() => void dial(phone)}>
          打电话
        </Action>
      </View>
    ))}
    {phones.length === 0 && turn.length > 0 && <View className="note gap-s">她们没有留电话。着急就打12345，请它转给妇联。</View>}
  </View>
)
