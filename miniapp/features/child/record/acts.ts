import { choice, longText } from '@shared/core/fields'
import type { ChildView } from '@shared/features/child/child.schema'
import { closings, duties, type Purpose, purposes, say } from '@shared/features/child/child.words'
import { post, put } from '../../../core/api'
import type { Act } from './act-sheet'

const more = { optional: true } as const
const WITHDRAWN: Readonly<Record<Purpose, readonly string[]>> = {
  register: [
    '马上：谁也不能再看封存的内容，正在看的也停下，爱心妈妈看不到了，结对结束，照片销毁。',
    '15天以后：档案销毁，谁也打不开。这15天里监护人改主意，可以再同意一次；爱心妈妈和照片，要分开再问。',
    '该有的救助不受影响。',
  ],
  motherView: ['马上：爱心妈妈什么也看不到，正在进行的结对结束。', '档案还在，村里接着关爱。以后愿意了，可以再问。'],
  photo: ['马上：照片销毁，已经打开的地址也看不到了。', '别的都不变。以后愿意了，可以再问。'],
}

export const withdrawal = ({ id }: ChildView, purpose: Purpose): Act => ({
  name: 'withdraw',
  title: '监护人要撤回',
  says: [`撤回的是：${say(purposes, purpose)}。`, ...WITHDRAWN[purpose]],
  fields: { words: longText('监护人怎么说的', 100, more) },
  button: '撤回，马上生效',
  danger: true,
  send: (input) => post(`/children/${id}/withdrawals`, { purpose, words: '', ...input }),
})

export const closing = ({ id, version }: ChildView): Act => ({
  name: 'close',
  title: '关爱结束',
  says: ['结对随着结束。档案留半年给交接和复查，到时候自动销毁；半年里可以恢复。'],
  fields: { closed: choice('为什么结束', closings), words: longText('说明', 100, { ...more, hint: '选“其他原因”的要写' }) },
  button: '结束',
  danger: true,
  send: (input) => put(`/children/${id}/closed`, { version, words: '', ...input }),
})

export const reopening = ({ id, version }: ChildView): Act => ({
  name: 'reopen',
  title: '恢复关爱',
  says: ['档案回到在册，不再自动销毁。结束了的结对不会跟着回来，要再安排。'],
  fields: { words: longText('说明', 100, more) },
  button: '恢复',
  send: (input) => put(`/children/${id}/closed`, { version, closed: null, words: '', ...input }),
})

export const dutyOf = ({ id, duty }: ChildView): Act =>
  duty === null
    ? {
        name: 'duty',
        title: '记下法定职责',
        says: ['写明是哪一项职责，档案就不会到期销毁；监护人撤回以后，也只在办这件事的时候查看。'],
        fields: { duty: choice('哪一项职责', duties), words: longText('依据和理由', 100) },
        button: '记下',
        send: (input) => put(`/children/${id}/duty`, input),
      }
    : {
        name: 'duty',
        title: '撤销法定职责',
        says: [`现在记着：${say(duties, duty)}。撤销以后，到了保存期限的档案会自动销毁。`],
        fields: { words: longText('依据和理由', 100) },
        button: '撤销',
        danger: true,
        send: (input) => put(`/children/${id}/duty`, { duty: null, ...input }),
      }

export const erasure = ({ id, code }: ChildView): Act => ({
  name: 'erase',
  title: '销毁这份档案',
  says: [
    `代号${code}的内容、照片、同意书都销毁，谁也恢复不了。留下的只有代号、地方和经过。`,
    '只有监护人要求删除才这样做。销毁以后这一页会出示证明。',
  ],
  fields: { words: longText('监护人怎么要求的', 100) },
  button: '销毁，不能恢复',
  danger: true,
  send: (input) => post(`/children/${id}/erasure`, input),
})
