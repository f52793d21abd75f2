import { Image, View } from '@tarojs/components'
import { Action } from '../action'
import { altOf } from '../alt'
import { Icon } from '../art/icon'
import { lookAt } from '../look-at'
import { sure } from '../sure'

interface PictureLineProps {
  /** first, second … */
  at: number
  /** where it lies on this phone; another phone may have taken it */
  file: string | undefined
  /** once the cloud has it */
  id?: string
  /** how far it is, in words */
  said: string
  done?: boolean
  wrong?: boolean
  onAgain?: (() => void) | undefined
  onDrop: () => void
}

/** One photograph: small, with a word on how far it is and what can be done about it. */
export function PictureLine({ at, file, id, said, done = false, wrong = false, onAgain, onDrop }: PictureLineProps) {
  const drop = async () => {
    if (await sure({ title: `删掉第${at}张照片？`, content: '删掉以后要重新拍', yes: '删掉', no: '不删' })) onDrop()
  }
  return (
    <View className="row picture">
      <View className="picture-small" ariaRole="button" ariaLabel={`看第${at}张`} onClick={() => void lookAt([{ file, id }])}>
        {file ? <Image className="picture-image" mode="aspectFill" src={file} {...altOf(`第${at}张`)} /> : <Icon name="camera" size={28} />}
      </View>
      <View className="grow">
        <View className="strong">第{at}张</View>
        <View className={wrong ? 'wrong' : 'note'}>
          {done ? '✓ ' : ''}
          {said}
        </View>
      </View>
      {onAgain && (
        <Action small className="again" onTap={onAgain}>
          再传
        </Action>
      )}
      <Action small className="drop" onTap={() => void drop()}>
        删掉
      </Action>
    </View>
  )
}
