import { View } from '@tarojs/components'
import { useContext, useRef, useState } from 'react'
import { Action } from '../action'
import { useCell } from '../cell'
import { LastingQueue } from '../lasting-queue'
import { pictureQueue } from '../picture-queue'
import { takePictures } from '../take-picture'
import { PictureLine } from './picture-line'
import type { WidgetProps } from './widget'

/** Photographs: taken or chosen, made smaller, sent one by one, each with a word on how far it is. */
export function PictureBox({ name = '', field, value = [], onChange }: WidgetProps<'pictures'>) {
  const latest = useRef({ value, onChange })
  latest.current = { value, onChange }
  // Where nothing outlives the page, a queue that lives as long as it does.
  const [own] = useState(() => pictureQueue({ arrived: (_name, id) => latest.current.onChange([...latest.current.value, id]) }))
  const queue = useContext(LastingQueue) ?? own
  const hers = useCell(queue.pictures).filter((one) => one.name === name)
  const coming = hers.filter(({ state }) => state !== 'kept')
  const left = field.max - value.length - coming.length

  const take = () => void takePictures(left).then((files) => queue.add(name, files))
  const remove = (id: string) => {
    const others = value.filter((one) => one !== id)
    onChange(others.length > 0 ? others : undefined)
    for (const { key } of hers.filter((one) => one.id === id)) queue.drop(key)
  }
  return (
    <View className="pictures">
      {value.map((id, at) => (
        <PictureLine
          key={id}
          at={at + 1}
          id={id}
          file={hers.find((one) => one.id === id)?.file}
          said="传好了"
          done
          onDrop={() => remove(id)}
        />
      ))}
      {coming.map(({ key, file, state, why }, at) => (
        <PictureLine
          key={key}
          at={value.length + at + 1}
          file={file}
          said={state === 'sending' ? '正在传…' : state === 'failed' ? `没有传成：${why}` : why ? '没有信号，等着传' : '等着传'}
          wrong={state === 'failed'}
          onAgain={state === 'failed' ? () => queue.again(key) : state === 'waiting' ? () => queue.resume() : undefined}
          onDrop={() => queue.drop(key)}
        />
      ))}
      {left > 0 && (
        <Action className="take-picture" onTap={take}>
          {value.length + coming.length > 0 ? '再拍一张' : '拍照或选照片'}
        </Action>
      )}
      <View className="note gap-s">{left > 0 ? `最多${field.max}张` : `够了，最多${field.max}张`}</View>
    </View>
  )
}
