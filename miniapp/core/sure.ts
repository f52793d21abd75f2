import Taro from '@tarojs/taro'

interface Question {
  title: string
  content: string
  /** what is done, and what is not, in her words */
  yes: string
  no: string
}

/** Whether she means what cannot be taken back. The platform's own colours are too pale to read. */
export const sure = async ({ title, content, yes, no }: Question): Promise<boolean> =>
  (await Taro.showModal({ title, content, confirmText: yes, cancelText: no, confirmColor: '#b3261e', cancelColor: '#241a20' })).confirm
