import type { PictureBlock } from '@shared/features/campaign/blocks'
import { fittingPath } from '@shared/features/campaign/media.schema'
import { Image, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { altOf } from '../alt'

/** Sharper than twice nobody sees on a phone, and every pixel comes over the line. */
const SHARPEST = 2

const pixels = (): number => {
  const { windowWidth, pixelRatio } = Taro.getWindowInfo()
  return windowWidth * Math.min(pixelRatio, SHARPEST)
}

/** A picture of a text: the words first, the picture when it is scrolled to; where the line fails, its words and one tap to try again. */
export function Picture({ of }: { of: PictureBlock }) {
  const [tries, setTries] = useState(0)
  const [failed, setFailed] = useState(false)
  const { alt, caption, width, height } = of
  const path = fittingPath(of, pixels())
  // Another address, or the phone would not ask again.
  const src = `${JINGUO_API}${path}${tries === 0 ? '' : `${path.indexOf('?') < 0 ? '?' : '&'}again=${tries}`}`
  const again = () => {
    setFailed(false)
    setTries(tries + 1)
  }
  return (
    <View className="figure">
      <View className="picture-box" style={{ paddingTop: `${((height / width) * 100).toFixed(2)}%` }}>
        {failed ? (
          <View className="picture-again" ariaRole="button" onClick={again}>
            图片没有出来：{alt}。点一下再试
          </View>
        ) : (
          <Image className="shown" mode="aspectFill" lazyLoad src={src} onError={() => setFailed(true)} {...altOf(alt)} />
        )}
      </View>
      {caption !== '' && <View className="note gap-s">{caption}</View>}
    </View>
  )
}
