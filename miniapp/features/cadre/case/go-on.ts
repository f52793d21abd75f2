import type { ApplicationRow, ApplicationView } from '@shared/features/applications/applications.schema'
import Taro from '@tarojs/taro'
import { get } from '../../../core/api'
import type { Page } from '../../../core/pages'
import { backOr } from '../../../core/routes'

/** The next case that waits for her; none when the inbox is empty or can't be reached. */
async function nextOf(id: string): Promise<string | undefined> {
  const { items } = await get<Page<ApplicationRow>>('/applications', { box: 'inbox' }).catch(() => ({ items: [] }))
  return items.find((row) => row.id !== id)?.id
}

/** After a decision: on to the next case, or back to the desk. */
export async function goOn({ id, who }: ApplicationView, decided: string): Promise<void> {
  const next = await nextOf(id)
  const done = `${who ?? '这一件'}：${decided}`
  void Taro.showToast({ title: next ? `${done}。这是下一件` : `${done}。都办完了`, icon: 'none', duration: 2500 })
  if (next) await Taro.redirectTo({ url: `/features/cadre/case/index?id=${next}` })
  else await backOr(() => Taro.redirectTo({ url: '/features/cadre/desk/index' }))
}
