import { mask } from '@shared/core/fields'
import { ROLE_NAMES } from '@shared/core/place'
import { profileFields } from '@shared/core/profile'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Action } from '../../core/action'
import { Gate } from '../../core/gate'
import { useLoaded } from '../../core/loaded'
import { sayPlace, usePlaces } from '../../core/places'
import { loadProfile } from '../../core/profile'
import { toHome, toInbox, toPeople, toPrivacy, toProfile, toTrainings } from '../../core/routes'
import { Screen } from '../../core/screen'
import { useSettings } from '../../core/settings'
import { silent } from '../../core/sign-in'
import { leave } from '../../core/sign-out'
import { setLarge, useLarge } from '../../core/type-size'
import { useWho } from '../../core/who'
import { Codes } from './codes'
import { Line } from './line'
import './me.scss'

export default function Me() {
  const who = useWho()
  return who === null ? (
    <Screen>
      <Gate>{null}</Gate>
      <Always />
    </Screen>
  ) : (
    <Mine key={who} />
  )
}

function Mine() {
  const profile = useLoaded(loadProfile, [], { onShow: true })
  const places = usePlaces()
  const { data } = profile
  const phone = data?.phone ? String(mask(profileFields.phone, data.phone)) : '还没填手机号'
  return (
    <Screen of={profile}>
      <View className="card row who" ariaRole="button" onClick={toProfile}>
        <View className="grow">
          <View className="hero">{data?.name ?? '还没填姓名'}</View>
          <View className="note">{data?.village ? sayPlace(data.village, places) : '还没填所在村'}</View>
          <View className="note">{phone}</View>
          {data?.account.roles.map(({ role, place, placeName }) => (
            <View key={`${role}${place}`} className="tag gap-s">
              {placeName} · {ROLE_NAMES[role]}
            </View>
          ))}
        </View>
        <View className="link">{data?.name ? '修改 ›' : '去填 ›'}</View>
      </View>
      <View className="card lines">
        <Line name="inbox" title="消息" onTap={toInbox} />
        <Line name="trainings" title="我的培训" note="参加过什么，证书也在这里" onTap={toTrainings} />
      </View>
      <Codes />
      <Always />
      <Leaving />
    </Screen>
  )
}

/** What needs nobody to be known. */
function Always() {
  const large = useLarge()
  return (
    <View className="card lines">
      <Line
        name="large"
        title="大字"
        note={large ? '现在是大字' : '字小看不清就打开'}
        end={
          <Action small tone="soft" className="type-size" onTap={() => setLarge(!large)}>
            {large ? '小一点' : '打开'}
          </Action>
        }
      />
      <Line name="privacy" title="隐私说明" note="我们记什么，谁能看到" onTap={toPrivacy} />
    </View>
  )
}

/** In WeChat she is who she is; only a browser has somebody to sign out. */
function Leaving() {
  const demo = useSettings()?.demo ?? false
  const [busy, setBusy] = useState(false)
  if (silent) return null
  const out = async () => {
    setBusy(true)
    await leave()
    void Taro.showToast({ title: '已经退出', icon: 'none' })
    void toHome()
  }
  return (
    <>
      {demo && (
        <Action className="change-person" onTap={toPeople}>
          换一个人
        </Action>
      )}
      <Action className="sign-out" busy={busy} onTap={out}>
        退出登录
      </Action>
    </>
  )
}
