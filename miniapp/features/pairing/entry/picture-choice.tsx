import { Image, View } from '@tarojs/components'
import { Action } from '../../../core/action'
import { altOf } from '../../../core/alt'
import { takePictures } from '../../../core/take-picture'

interface PictureChoiceProps {
  /** the entry has one already */
  had: boolean
  /** where the one lies that she has just taken */
  file: string | undefined
  onTake: (file: string) => void
  onDrop: () => void
}

/** One picture, if she likes: never of the child's face. */
export function PictureChoice({ had, file, onTake, onDrop }: PictureChoiceProps) {
  const take = async () => {
    const [taken] = await takePictures(1)
    if (taken) onTake(taken)
  }
  return (
    <View className="card picture-choice">
      <View className="field-label">照片（可以不拍）</View>
      <View className="strong no-face">不拍孩子的脸</View>
      <View className="note">拍手、背影、画的画、写的作业都可以。</View>
      {file && (
        <View className="gap">
          <Image className="picture-image" mode="aspectFill" src={file} {...altOf('选好的照片')} />
        </View>
      )}
      {had && !file && <View className="note gap-s">✓ 已经有一张</View>}
      <View className="row gap">
        <Action small className="take-picture" onTap={() => void take()}>
          {had || file ? '换一张' : '拍照或选照片'}
        </Action>
        {(had || file) && (
          <Action small className="drop-picture" onTap={onDrop}>
            不要照片
          </Action>
        )}
      </View>
    </View>
  )
}
