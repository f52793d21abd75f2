import type { ApplicationRow } from '@shared/features/applications/applications.schema'
import { View } from '@tarojs/components'
import { useRef } from 'react'
import { Action } from '../../../core/action'
import { registry } from '../../../core/kinds'
import { Listed } from '../../../core/listed'
import { usePages } from '../../../core/pages'
import { backOr, insteadToDesk } from '../../../core/routes'
import { Nothing, Screen } from '../../../core/screen'
import { fetchInbox } from './inbox'
import { type Moving, useMoving } from './moving'
import { type Gathered, sameBatch } from './sections'
import { SeveralRow } from './several-row'

type Batch = Pick<Gathered, 'kind' | 'about' | 'title' | 'move'>

function batchOf(rows: readonly ApplicationRow[], first: string): Batch | undefined {
  const row = rows.find(({ id }) => id === first)
  const move = row?.batch[0]
  return row && move !== undefined ? { kind: row.kind, about: row.about, title: row.title, move } : undefined
}

const moveLabel = ({ kind, move }: Batch, row: ApplicationRow): string =>
  registry.all.find((one) => one.kind === kind)?.states[row.state]?.moves?.[move]?.label ?? '通过'

/** Several cases on one page, decided with one tap; each has its own fate. */
export function Several({ first }: { first: string }) {
  const now = new Date().toISOString()
  const inbox = usePages(fetchInbox, [], { onShow: true })
  const all = inbox.data?.items ?? []
  // The case that led here may be decided while the others are still on the page.
  const found = useRef<Batch>()
  found.current = found.current ?? batchOf(all, first)
  const batch = found.current
  const rows = all.filter((row) => batch && sameBatch(row, batch))
  const moving = useMoving(rows)
  const { ticked, toggle, fates } = moving
  return (
    <Screen className="cadre" foot={batch && rows[0] && <Foot batch={batch} label={moveLabel(batch, rows[0])} moving={moving} />}>
      <View>
        <View className="hero">{batch?.title ?? '一起办'}</View>
        <View className="note">勾上的一起办，一个没成不影响别人。拿不准的去掉勾，点名字单独看。</View>
      </View>
      <Listed of={inbox} empty="都办完了">
        {() =>
          rows.length > 0 ? (
            <View className="card lines">
              {rows.map((row) => (
                <SeveralRow key={row.id} row={row} now={now} chosen={ticked(row.id)} fate={fates[row.id]} toggle={toggle} />
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

interface FootProps {
  batch: Batch
  label: string
  moving: Moving
}

function Foot({ batch: { move }, label, moving: { busy, chosen, fates, moveAll } }: FootProps) {
  if (chosen.length === 0 && !busy)
    return (
      <Action className="m-back" onTap={() => backOr(insteadToDesk)}>
        回工作台
      </Action>
    )
  const done = Object.keys(fates).filter((id) => fates[id]?.state === 'done').length
  return (
    <Action tone="go" className={`m-${move}`} busy={busy} onTap={() => moveAll(move)}>
      {busy ? `正在办，已办好${done}人…` : `${label}选中的 ${chosen.length} 人`}
    </Action>
  )
}
