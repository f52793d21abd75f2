import type { Purpose } from '@shared/features/child/child.words'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Action } from '../../../core/action'
import { ConsentButton, ConsentWords } from '../../../core/consent-card'
import { useConsent } from '../../../core/privacy'
import { Screen } from '../../../core/screen'
import { useSession } from '../../../core/session'

export interface NoticeRead {
  version: number
  title: string
  lines: string[]
}

/** What just this agreement allows, and what it does not. */
const ONLY: Readonly<Partial<Record<Purpose, readonly string[]>>> = {
  motherView: [
    '这一次只问一件事：结对以后，能不能让说了名字的爱心妈妈看到必要的几项。一位一位地同意，换一位再来问您。',
    '她看得到：孩子喜欢别人怎么叫、平时在哪里见面、您的电话，还有大概年龄和需要什么。',
    '她看不到：孩子姓名、身份证号、身体情况、家里情况和照片。',
    '不同意，别的关爱照样有；同意了，随时可以撤回，撤回以后她马上看不到。',
  ],
  photo: [
    '这一次只问一件事：能不能保存孩子的一张照片。',
    '最多保存一年，到日子自动销毁；要接着存，到时候再问您。',
    '照片不进名单，不公开。谁要看，都要单独申请、由另一位干部同意，每看一次都有记录。',
    '不同意，别的关爱照样有；同意了，随时可以撤回，撤回以后马上销毁。',
  ],
}

const HEARD = '念完了，监护人听明白了'

interface NoticeProps {
  of: NoticeRead
  purpose: Purpose
  onHeard: () => void
}

/** The special notice, a line at a time in large type: it is read aloud at a kitchen table as often as it is read. */
export function Notice({ of: { title, lines, version }, purpose, onHeard }: NoticeProps) {
  const heard = () => {
    onHeard()
    void Taro.pageScrollTo({ scrollTop: 0, duration: 0 })
  }
  const only = ONLY[purpose] ?? []
  // What comes next is photographed or signed: WeChat wants her own word for that as well, once.
  const consent = useConsent(useSession()?.account.id)
  return (
    <Screen
      className="cadre child-notice"
      foot={
        <>
          {consent.agreed === false ? (
            <ConsentButton consent={consent} button={HEARD} onAgreed={heard} />
          ) : (
            <Action tone="go" className="heard" onTap={heard}>
              {HEARD}
            </Action>
          )}
          <View className="note">没听明白的，再讲一遍；不同意就到这里为止</View>
        </>
      }
    >
      <View>
        <View className="hero">{title}</View>
        <View className="note gap-s">请一条一条念给监护人听，或者把手机给监护人看。</View>
      </View>
      {only.length > 0 && <Lines lines={only} />}
      {only.length > 0 && <View className="title">登记时说过的，也再说一遍</View>}
      <Lines lines={lines} />
      <View className="note">告知书第{version}版</View>
      {consent.agreed === false && <ConsentWords />}
    </Screen>
  )
}

const Lines = ({ lines }: { lines: readonly string[] }) => (
  <View className="card lines">
    {lines.map((line, at) => (
      <View key={line} className="entry row top notice-line">
        <View className="notice-number">{at + 1}</View>
        <View className="grow">{line}</View>
      </View>
    ))}
  </View>
)
