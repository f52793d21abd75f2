import type { ApplicationRow } from '@shared/features/applications/applications.schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useRef, useState } from 'react'
import { Action } from '../../../core/action'
import { newKey, post } from '../../../core/api'
import { registry } from '../../../core/kinds'
import { usePages } from '../../../core/pages'
import { Nothing, Screen } from '../../../core/screen'
import { Listed } from '../listed'
import { fetchInbox } from './inbox'
import { type Gathered, sameBatch } from './sections'
import { SeveralRow } from './several-row'
import { type Fates, moveTogether } from './together'

type Batch = Pick<Gathered, 'kind' | 'title' | 'move'>

function batchOf(rows: readonly ApplicationRow[], first: string): Batch | undefined {
  const row = rows.find(({ id }) => id === first)
  const move = row?.batch[0]
  return row && move !== undefined ? { kind: row.kind, title: row.title, move } : undefined
}

const moveLabel = ({ kind, move }: Batch, row: ApplicationRow): string =>
  registry.all.find((one) => one.kind === kind)?.states[row.state]?.moves?.[move]?.label ?? '通过'

/** One key for each case as long as this page is open: a second try is the same sending. */
function useKeys() {
  const keys = useRef<Record<string, string>>({})
  return (id: string): string => {
    keys.current[id] = keys.current[id] ?? newKey()
    return keys.current[id]
  }
}

/** Several cases on one page, decided with one tap; each has its own fate. */
export function Several({ first }: { first: string }) {
  const now = new Date().toISOString()
  const inbox = usePages(fetchInbox)
  const [left, setLeft] = useState<readonly string[]>([])
  const [fates, setFates] = useState<Fates>({})
  const [busy, setBusy] = useState(false)
  const keyOf = useKeys()
  const found = useRef<Batch>()
  found.current = found.current ?? batchOf(inbox.data?.items ?? [], first)
  const batch = found.current
  const rows = (inbox.data?.items ?? []).filter((row) => batch && sameBatch(row, batch))
  const chosen = rows.filter(({ id }) => !left.includes(id) && fates[id]?.state !== 'done')
  const toggle = (id: string) => !busy && setLeft(left.includes(id) ? left.filter((one) => one !== id) : [...left, id])

  async function moveAll({ move }: Batch) {
    setBusy(true)
    const send = (row: ApplicationRow) => post(`/applications/${row.id}/moves/${move}`, { version: row.version, input: {} }, keyOf(row.id))
    const done = await moveTogether(chosen, send, (id, fate) => setFates((was) => ({ ...was, [id]: fate })))
    setBusy(false)
    void Taro.showToast({
      title: done === chosen.length ? `${done}人都办好了` : `办好${done}人，${chosen.length - done}人没成`,
      icon: 'none',
    })
  }

  const doneCount = rows.filter(({ id }) => fates[id]?.state === 'done').length
  const label = batch && rows[0] ? moveLabel(batch, rows[0]) : ''
  const foot =
    batch && rows.length > 0 ? (
      chosen.length > 0 ? (
        <Action tone="go" className={`m-${batch.move}`} busy={busy} onTap={() => moveAll(batch)}>
          {busy ? `正在办，已办好${doneCount}人…` : `${label}选中的 ${chosen.length} 人`}
        </Action>
      ) : (
        <Action className="back" onTap={() => Taro.navigateBack()}>
          回工作台
        </Action>
      )
    ) : undefined

  return (
    <Screen className="cadre" of={inbox} foot={foot}>
      <View>
        <View className="hero">{batch?.title ?? '一起办'}</View>
        <View className="note">勾上的一起办，一个没成不影响别人。拿不准的去掉勾，点名字单独看。</View>
      </View>
      <Listed of={inbox} empty="都办完了">
        {() =>
          rows.length > 0 ? (
            <View className="card lines">
              {rows.map((row) => (
                <SeveralRow key={row.id} row={row} now={now} chosen={!left.includes(row.id)} fate={fates[row.id]} toggle={toggle} />
              ))}
            </View>
          ) : (
            <Nothing title="这些都办完了" />
          )
        }
      </Listed>
    </Screen>
  )
}
