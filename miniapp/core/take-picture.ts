import Taro from '@tarojs/taro'
import { sayNotDone } from './not-done'

/** Lets her take or choose photographs; none when she gave it up, or the phone may not. */
export async function takePictures(count: number): Promise<string[]> {
  try {
    const { tempFiles } = await Taro.chooseMedia({ count, mediaType: ['image'], sizeType: ['compressed'], sourceType: ['camera', 'album'] })
    return tempFiles.map(({ tempFilePath }) => tempFilePath)
  } catch (reason) {
    await sayNotDone(reason, { what: '相机', why: '您没有允许巾帼帮办用相机和相册。', otherwise: '没有拍成，请再试一次' })
    return []
  }
}
