import type { UploadView } from '@shared/features/uploads/uploads.schema'
import Taro from '@tarojs/taro'
import { download, get } from './api'
import { asRefusal } from './refusal'

interface Picture {
  /** where it lies on this phone; another phone may have taken it */
  file?: string | undefined
  /** once the cloud has it */
  id?: string | undefined
}

/** Shows pictures large, one beside the other; those that another phone took are fetched first. */
export async function lookAt(pictures: readonly Picture[]): Promise<void> {
  try {
    const urls: string[] = []
    for (const { file, id } of pictures)
      urls.push(file ?? (await download((await get<UploadView>(`/uploads/${id}`)).url.replace(/^\/api/, ''))))
    await Taro.previewImage({ urls })
  } catch (reason) {
    void Taro.showToast({ title: asRefusal(reason).message, icon: 'none', duration: 3000 })
  }
}
