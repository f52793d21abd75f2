import Taro from '@tarojs/taro'
import { download } from './api'
import { fetchPublic, keepFile } from './incoming-file'
import { sayNotDone } from './not-done'
import { Refusal } from './refusal'

const say = (title: string) => void Taro.showToast({ title, icon: 'none', duration: 3000 })

type PaperType = 'pdf' | 'xlsx'

/**
 * Fetches a paper and opens it: WeChat shows it with a menu to send it on or print it, a browser keeps it.
 * @param type which of the two it is
 * @throws Refusal when it cannot be had or shown
 */
export async function openPaper(
  path: string,
  name: string,
  query: Record<string, string | undefined> = {},
  type: PaperType = 'pdf',
): Promise<void> {
  await openFile(await download(path, query), name, type)
}

/** The same for a paper that anybody may have, from beside the interface. @throws Refusal */
export async function openPublicPaper(path: string, name: string): Promise<void> {
  await openFile(await fetchPublic(path), name, 'pdf')
}

async function openFile(file: string, name: string, type: PaperType): Promise<void> {
  if (process.env.TARO_ENV === 'h5') {
    keepFile(file, `${name}.${type}`)
    say('存到下载里了')
    return
  }
  await Taro.openDocument({ filePath: file, fileType: type, showMenu: true }).catch(() => {
    throw new Refusal('broken', '这部手机打不开这份文件，换一部手机或者用电脑试试')
  })
}

/** Puts a fetched picture into the phone's album; a no leads to the settings. */
export async function savePicture(file: string, name: string): Promise<void> {
  if (process.env.TARO_ENV === 'h5') {
    keepFile(file, `${name}.jpg`)
    say('存到下载里了')
    return
  }
  await Taro.saveImageToPhotosAlbum({ filePath: file }).then(
    () => say('存到手机相册了'),
    (reason) =>
      sayNotDone(reason, { what: '相册', why: '您没有允许巾帼帮办往手机相册里存图片。', otherwise: '没有存成，可以按住图片，或者截个图' }),
  )
}
