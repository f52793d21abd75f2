import Input from '@nutui/nutui-react-taro/dist/es/packages/input'
import { sayClock } from '@shared/core/time'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Action } from '../../core/action'
import { post, put } from '../../core/api'
import { loadProfile } from '../../core/profile'
import { asRefusal } from '../../core/refusal'
import { Sheet } from '../../core/sheet'
import { Trouble } from '../../core/trouble'
import { Line } from './line'

interface IdentityCode {
  code: string
  until: string
}

/** The code that she reads out to be appointed, and the one with which the first cadre of a county begins. */
export function Codes() {
  const [identity, setIdentity] = useState<IdentityCode>()
  const [claiming, setClaiming] = useState(false)
  const show = () =>
    put<IdentityCode>('/profile/code', {}).then(setIdentity, (reason) => Taro.showToast({ title: asRefusal(reason).message, icon: 'none' }))
  return (
    <View className="card lines">
      <Line name="code" title="身份码" note="要当妇联干部时，念给上级听" onTap={show} />
      <Line name="claim" title="填开通码" note="收到开通码的干部，在这里填" onTap={() => setClaiming(true)} />
      <Sheet open={identity !== undefined} title="身份码" onClose={() => setIdentity(undefined)}>
        <View className="code identity">{identity?.code}</View>
        <View className="note gap-s">念给要添加您的上级听。{identity && `${sayClock(identity.until)}前有效，过了再点一次就有新的。`}</View>
      </Sheet>
      {claiming && <Claim onClose={() => setClaiming(false)} />}
    </View>
  )
}

function Claim({ onClose }: { onClose: () => void }) {
  const [code, setCode] = useState('')
  const [trouble, setTrouble] = useState('')
  const [busy, setBusy] = useState(false)
  const claim = async () => {
    if (code.trim() === '') return setTrouble('请填写开通码')
    setBusy(true)
    setTrouble('')
    try {
      await post('/grants/claim', { code: code.trim() })
      await loadProfile()
      onClose()
      void Taro.showToast({ title: '开通了', icon: 'success' })
    } catch (reason) {
      setTrouble(asRefusal(reason).message)
    }
    setBusy(false)
  }
  return (
    <Sheet
      open
      title="填开通码"
      onClose={onClose}
      foot={
        <Action tone="go" className="claim" busy={busy} onTap={claim}>
          {busy ? '正在开通…' : '开通'}
        </Action>
      }
    >
      <View className="f-code">
        <Input className={`box ${trouble ? 'bad' : ''}`} placeholder="开通码" value={code} onChange={setCode} />
      </View>
      <Trouble words={trouble} className="gap-s" />
    </Sheet>
  )
}
