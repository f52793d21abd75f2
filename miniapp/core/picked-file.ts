import Taro from '@tarojs/taro'

/** A browser's own; a phone never gets here. */
declare const URL: { createObjectURL(file: unknown): string }
interface FileInput {
  type: string
  accept: string
  files: ArrayLike<{ name: string }> | null
  onchange: (() => void) | null
  oncancel: (() => void) | null
  click(): void
}
declare const document: { createElement(name: 'input'): FileInput }

interface PickedFile {
  /** where it lies on this machine */
  path: string
  name: string
}

const fromBrowser = (ending: string): Promise<PickedFile | undefined> =>
  new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = `.${ending}`
    input.onchange = () => {
      const file = input.files?.[0]
      resolve(file && { path: URL.createObjectURL(file), name: file.name })
    }
    input.oncancel = () => resolve(undefined)
    input.click()
  })

/** In WeChat files come out of a conversation: she sends it to herself first. */
async function fromWechat(ending: string): Promise<PickedFile | undefined> {
  const { tempFiles } = await Taro.chooseMessageFile({ count: 1, type: 'file', extension: [ending] }).catch(() => ({ tempFiles: [] }))
  const [file] = tempFiles
  return file && { path: file.path, name: file.name }
}

/** Lets her choose one file of an ending (`xlsx`); undefined when she gave it up. */
export const pickFile = (ending: string): Promise<PickedFile | undefined> =>
  process.env.TARO_ENV === 'h5' ? fromBrowser(ending) : fromWechat(ending)
