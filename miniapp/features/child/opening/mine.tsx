import type { OpenedParts, OpeningView } from '@shared/features/child/child.schema'
import { View } from '@tarojs/components'
import { useDidHide } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { Action } from '../../../core/action'
import { post } from '../../../core/api'
import { useDoing } from '../../../core/doing'
import { Trouble } from '../../../core/trouble'
import { Shown } from './shown'

/** Her own request: taken back, or read. What she reads lives on this page alone and is gone when she leaves it. */
export function Mine({ of, onChanged }: { of: OpeningView; onChanged: (next: OpeningView) => void }) {
  const { busy, trouble, run } = useDoing()
  const [shown, setShown] = useState<OpenedParts>()
  useDidHide(() => setShown(undefined))
  // It is open until then, and no longer: also on the page that is being read.
  useEffect(() => {
    if (!shown) return
    const timer = setTimeout(() => setShown(undefined), Math.max(0, Date.parse(shown.until) - Date.now()))
    return () => clearTimeout(timer)
  }, [shown])
  const read = () => run(async () => setShown(await post<OpenedParts>(`/child-openings/${of.id}/reads`)))
  const giveUp = () => run(async () => onChanged(await post<OpeningView>(`/child-openings/${of.id}/decision`, { agree: false, words: '' })))
  const goesBack = of.state === 'asked' || (of.state === 'open' && of.review !== 'due')
  if (of.state !== 'asked' && of.state !== 'open') return null
  return (
    <>
      {shown ? (
        <Shown of={shown} child={of.child} onClose={() => setShown(undefined)} />
      ) : (
        of.state === 'open' && (
          <View className="card soft">
            <View className="strong">同意了，可以看</View>
            <View className="note gap-s">点一次记一次。看的内容不会留在手机里；请不要截图、不要念给不相干的人听。</View>
            <Action tone="go" className="do-read gap" busy={busy} onTap={read}>
              {busy ? '正在打开…' : '打开看'}
            </Action>
          </View>
        )
      )}
      <Trouble words={trouble} />
      {goesBack && !shown && (
        <Action className="do-give-up" busy={busy} onTap={giveUp}>
          {of.state === 'asked' ? '不看了，收回申请' : '看完了，关上'}
        </Action>
      )}
    </>
  )
}
