import Uploader from '@nutui/nutui-react-taro/dist/es/packages/uploader'
import type { UploadView } from '@shared/features/uploads/uploads.schema'
import { View } from '@tarojs/components'
import { type ComponentProps, useRef } from 'react'
import { upload } from '../api'
import { Icon } from '../art/icon'
import type { WidgetProps } from './widget'

type Items = NonNullable<ComponentProps<typeof Uploader>['value']>
interface Taken {
  tempFilePath?: string
  path?: string
}

// Addresses of pictures live for minutes: what was sent in this session is shown from the phone itself.
const shown: Record<string, string> = {}

async function sendPicture(file: unknown): Promise<Items[number]> {
  const { tempFilePath, path } = file as Taken
  const local = tempFilePath ?? path ?? ''
  const { id } = await upload<UploadView>(local)
  shown[id] = local
  return { url: local, name: id }
}

/** Photographs: taken or chosen, sent at once, shown small. */
export function PictureBox({ field, value = [], onChange }: WidgetProps<'pictures'>) {
  const latest = useRef(value)
  latest.current = value
  const items: Items = value.map((id) => ({ uid: id, name: id, url: shown[id] ?? '', status: 'success', type: 'image' }))
  const take = async (file: unknown) => {
    const item = await sendPicture(file)
    onChange([...latest.current, item.name ?? ''])
    return item
  }
  const drop = (gone: Items[number]) => {
    const left = latest.current.filter((id) => shown[id] !== gone.url)
    onChange(left.length > 0 ? left : undefined)
  }
  return (
    <View>
      <Uploader
        defaultValue={items}
        maxCount={field.max}
        multiple={field.max > 1}
        mediaType={['image']}
        sizeType={['compressed']}
        accept="image/*"
        uploadIcon={<Icon name="camera" size={28} />}
        uploadLabel="拍照或选照片"
        upload={take}
        onDelete={drop}
      />
      <View className="note gap-s">最多{field.max}张</View>
    </View>
  )
}
