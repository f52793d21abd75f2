import type { CertificateView } from '@shared/features/activity/papers.schema'
import { Image, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Action } from '../../../core/action'
import { altOf } from '../../../core/alt'
import { useDoing } from '../../../core/doing'
import { openPaper } from '../../../core/papers'
import { Trouble } from '../../../core/trouble'

interface CertificateProps {
  view: CertificateView
  /** where the picture lies on the phone */
  picture: string
}

/** The picture as it is printed, its number, and where anybody can verify it. */
export function Certificate({ view: { number, name, title, days, organiser, address }, picture }: CertificateProps) {
  const { busy, trouble, run } = useDoing()
  const words = `培训证书，${name}，${title}，${days}，${organiser}`
  return (
    <>
      <Image className="certificate" src={picture} mode="widthFix" showMenuByLongpress {...altOf(words)} />
      <View className="card">
        <View className="note">证书编号</View>
        <View className="certificate-number">{number}</View>
        {address && (
          <>
            <View className="rule" />
            <View className="note">谁都可以在这里核对真假，只看得到姓名和培训</View>
            <View className="address">{address}</View>
            <Action className="gap copy" onTap={() => Taro.setClipboardData({ data: address })}>
              复制核对网址
            </Action>
          </>
        )}
      </View>
      <View>
        <Trouble words={trouble} className="sheet-problem" />
        <Action className="print" busy={busy} onTap={() => run(() => openPaper(`/certificates/${number}/paper.pdf`, `证书${number}`))}>
          {busy ? '正在排版…' : '打印用的 A4 版'}
        </Action>
      </View>
    </>
  )
}
