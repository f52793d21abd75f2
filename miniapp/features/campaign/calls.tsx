import { HOTLINES } from '@shared/features/campaign/hotlines'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'

export const call = (number: string) => Taro.makePhoneCall({ phoneNumber: number }).catch(() => undefined)

/** All hotlines side by side at the bottom of every page: one tap away, without signal too. */
export const Calls = () => (
  <View className="calls">
    {HOTLINES.map(({ number, name }) => (
      <View
        key={number}
        className={`call call-${number}`}
        ariaRole="button"
        ariaLabel={`打${number}，${name}`}
        hoverClass="pressed"
        onClick={() => call(number)}
      >
        <View className="call-number">{number}</View>
        <View className="call-name">{name}</View>
      </View>
    ))}
  </View>
)
