import Taro from '@tarojs/taro'

/** What a weak line carries in about ten seconds. */
const MOST_BYTES = 400 * 1024
const LONGEST_SIDE = 1600
const QUALITIES = [80, 60, 40]
const inWechat = process.env.TARO_ENV === 'weapp'

function sizeOf(file: string): number {
  try {
    const stats = Taro.getFileSystemManager().statSync(file)
    return 'size' in stats ? stats.size : 0
  } catch {
    return 0
  }
}

/** The longer side at most 1,600 px: small print on a paper is still read. */
async function bounds(src: string): Promise<{ compressedWidth?: number; compressedHeight?: number }> {
  const { width, height } = await Taro.getImageInfo({ src })
  if (Math.max(width, height) <= LONGEST_SIDE) return {}
  return width >= height ? { compressedWidth: LONGEST_SIDE } : { compressedHeight: LONGEST_SIDE }
}

/** The same picture in at most about 400 KB; as it was where the phone cannot do that. */
export async function smaller(src: string): Promise<string> {
  if (!inWechat || sizeOf(src) <= MOST_BYTES) return src
  try {
    const within = await bounds(src)
    let file = src
    for (const quality of QUALITIES) {
      file = (await Taro.compressImage({ src, quality, ...within })).tempFilePath
      if (sizeOf(file) <= MOST_BYTES) break
    }
    return file
  } catch {
    return src
  }
}

/** Moves a picture to where it outlives the app. A full phone is no reason to stop her: then it lives as long as the app. */
export async function keepFile(file: string): Promise<string> {
  if (!inWechat) return file
  try {
    return Taro.getFileSystemManager().saveFileSync(file) as unknown as string
  } catch {
    return file
  }
}

export function dropFile(file: string): void {
  if (!inWechat) return
  try {
    Taro.getFileSystemManager().unlinkSync(file)
  } catch {
    // It is gone already.
  }
}
