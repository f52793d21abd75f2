import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { awayToHome } from '../../core/routes'
import { forgetCampaign } from './keeping'
import './leave.scss'

/** Away at once: no page to come back to, nothing of it on the phone, and out of the mini-program where there is one to leave. */
function leave(campaign: string): void {
  void awayToHome()
  // Straight from the tap: later WeChat would not allow it. Where it can't, the home page is shown.
  if (process.env.TARO_ENV === 'weapp' && Taro.canIUse('exitMiniProgram')) Taro.exitMiniProgram().catch(() => undefined)
  void forgetCampaign(campaign)
}

/** On pages about violence, always in reach of the thumb. */
export const Leave = ({ campaign }: { campaign: string }) => (
  <View className="leave" ariaRole="button" hoverClass="pressed" onClick={() => leave(campaign)}>
    马上离开
  </View>
)
