import { HOTLINES } from '@shared/features/campaign/hotlines'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Action } from '../action'

const NUMBERS: readonly string[] = ['110', '12345', '12355']

export const dial = (phoneNumber: string) => Taro.makePhoneCall({ phoneNumber }).catch(() => undefined)

/** Whom to call about a child: works without signal in the app, and before anything is written. */
export const Lines = () => (
  <View className="card worry-lines">
    <View className="strong">有危险，先打电话，不用等</View>
    {HOTLINES.filter(({ number }) => NUMBERS.indexOf(number) >= 0).map(({ number, what }) => (
      <View key={number} className="row gap-s">
        <View className="grow">
          <View className="title">{number}</View>
          <View className="note">{what}</View>
        </View>
        <Action
          small
          tone={number === '110' ? 'danger' : 'line'}
          className={`call-${number}`}
          onTap={() => void dial(number)}
        >{`打${number}`}</Action>
      </View>
    ))}
  </View>
)

/** 未成年人保护法 11. */
export const Duty = () => (
  <View className="card soft worry-duty">
    <View className="strong">发现孩子可能受到伤害，要马上报告</View>
    <View className="note gap-s">
      《未成年人保护法》第十一条：谁发现了都可以向公安、民政、教育等部门检举、控告；村委会、妇联和学校等单位的人在工作中发现的，应当立即报告。不用先弄清楚是真是假，那是有关部门的事。
    </View>
  </View>
)
