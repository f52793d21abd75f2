import Taro from '@tarojs/taro'

/** A browser's own. */
declare const URL: { createObjectURL(file: unknown): string }
interface FileInput {
  type: string
  accept: string
  files?: { 0?: unknown }
  onchange: (() => void) | null
  click(): void
}
declare const document: { createElement(name: 'input'): FileInput }

/** One picture, taken or chosen. @returns where it lies; undefined when she chose none */
export const choosePicture = (): Promise<string | undefined> =>
  Taro.chooseImage({ count: 1, sizeType: ['compressed'] }).then(
    ({ tempFilePaths }) => tempFilePaths[0],
    () => undefined,
  )

const ENDINGS = ['mp3', 'm4a', 'aac']

const inBrowser = (): Promise<string | undefined> =>
  new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = ENDINGS.map((ending) => `.${ending}`).join(',')
    input.onchange = () => resolve(input.files?.[0] ? URL.createObjectURL(input.files[0]) : undefined)
    input.click()
  })

/** One recording, on a phone out of a chat: there it arrives when it was recorded elsewhere. @returns as for a picture */
export const chooseRecording = (): Promise<string | undefined> =>
  process.env.TARO_ENV === 'h5'
    ? inBrowser()
    : Taro.chooseMessageFile({ count: 1, type: 'file', extension: ENDINGS }).then(
        ({ tempFiles }) => tempFiles[0]?.path,
        () => undefined,
      )
