import { addDays, dayOf, sayDay, sayTime } from '@shared/core/time'
import type { AccessPage, AccessRow } from '@shared/features/child/child.schema'
import { lookedFor, say } from '@shared/features/child/child.words'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { get } from '../../../core/api'
import { useDoing } from '../../../core/doing'
import { Known } from '../../../core/known'
import { Listed } from '../../../core/listed'
import { usePages } from '../../../core/pages'
import { openPaper } from '../../../core/papers'
import { toReadsOf } from '../../../core/routes'
import { Screen } from '../../../core/screen'
import { Segments } from '../../../core/segments'
import { Trouble } from '../../../core/trouble'
import '../../../core/desk.scss'
import '../child.scss'
import { sayParts } from '../words'
import { Checking } from './checking'

/** 查看记录: who read which child's sealed parts, why, and by whose word; for the county. `?day=`: of one day, of which it was alarmed. */
export default function AccessPageOf() {
  const { day } = useRouter().params
  return <Known>{(who) => (day ? <Day key={who} day={day} /> : <Years key={who} />)}</Known>
}

/** The signature comes with the first page of a year. */
type Signed = NonNullable<AccessPage['signed']>

function Years() {
  const this_ = dayOf(new Date().toISOString()).slice(0, 4)
  const last = String(Number(this_) - 1)
  const [year, setYear] = useState(this_)
  const [signed, setSigned] = useState<Signed>()
  const [busyDays, setBusyDays] = useState<AccessPage['busy']>([])
  const { busy, trouble, run } = useDoing()
  const reads = usePages<AccessRow>(
    async (after) => {
      const page = await get<AccessPage>('/child-access', { year, after })
      if (page.signed) {
        setSigned(page.signed)
        setBusyDays(page.busy)
      }
      return page
    },
    [year],
  )
  return (
    <Screen className="cadre">
      <View>
        <View className="hero">查看记录</View>
        <View className="note gap-s">谁看过哪个孩子的哪几项、为什么、谁同意的。每年核对一次，留好表格。</View>
        <Segments of={{ [this_]: `${this_}年`, [last]: `${last}年` }} now={year} onPick={setYear} />
      </View>
      {signed && (
        <View className="card">
          <View className="strong">{signed.rows > 0 ? `${year}年一共看了${signed.rows}次` : `${year}年没有人看过`}</View>
          {signed.rows > 0 && (
            <Action
              tone="soft"
              className="do-download gap"
              busy={busy}
              onTap={() => run(() => openPaper('/child-access/table', `${year}年儿童档案查看记录`, { year }, 'xlsx'))}
            >
              {busy ? '正在做表格…' : '下载表格'}
            </Action>
          )}
          <Trouble words={trouble} className="gap-s" />
          <View className="note gap-s">表格带着签名：别人改过一行、少一行，都核对得出来。</View>
        </View>
      )}
      {busyDays.length > 0 && (
        <View className="card lines">
          <View className="strong">看得比平时多的日子</View>
          {busyDays.map(({ day, reader, children }) => (
            <Action key={`${day}${reader}`} tone="soft" className="to-day gap" onTap={() => toReadsOf(day)}>
              {sayDay(day)}，{reader}看了{children}个孩子
            </Action>
          ))}
        </View>
      )}
      <Checking />
      <Rows of={reads} empty={`${year}年没有人看过`} />
    </Screen>
  )
}

function Day({ day }: { day: string }) {
  const [shown, setShown] = useState(day)
  const today = dayOf(new Date().toISOString())
  const reads = usePages<AccessRow>((after) => get<AccessPage>('/child-access', { year: shown.slice(0, 4), day: shown, after }), [shown])
  return (
    <Screen className="cadre">
      <View>
        <View className="hero">{sayDay(shown)}的查看</View>
        <View className="note gap-s">有人这一天看得比平时多。看一看为什么，再打电话问问她和同意的同事。</View>
        <View className="row gap">
          <Action small className="day-before" onTap={() => setShown(addDays(shown, -1))}>
            前一天
          </Action>
          {shown < today && (
            <Action small className="day-after" onTap={() => setShown(addDays(shown, 1))}>
              后一天
            </Action>
          )}
        </View>
      </View>
      <Rows of={reads} empty="这一天没有人看过" />
    </Screen>
  )
}

const REVIEWS = { due: '还没有复核', right: '复核：应该', wrong: '复核：不该' } as const

const Rows = ({ of, empty }: { of: ReturnType<typeof usePages<AccessRow>>; empty: string }) => (
  <Listed of={of} empty={empty}>
    {(rows) => (
      <View className="card lines">
        {rows.map((row) => (
          <Line key={row.id} row={row} />
        ))}
      </View>
    )}
  </Listed>
)

/** Under what is read: why, and by whose word. */
function Grounds({ row: { why, words, pairing, emergency, approver, review } }: { row: AccessRow }) {
  if (pairing !== null) return <View className="note">{say(lookedFor, why)}，监护人和村里都同意过</View>
  return (
    <>
      <View className="note">
        {say(lookedFor, why)}
        {words === null ? '（档案已销毁，写的话打不开了）' : `：${words}`}
      </View>
      <View className="note">
        {emergency ? `紧急${review ? `，${REVIEWS[review]}` : ''}${approver ? `（${approver}）` : ''}` : `${approver ?? ''}同意的`}
      </View>
    </>
  )
}

function Line({ row }: { row: AccessRow }) {
  const { at, code, villageName, reader, parts, pairing, emergency } = row
  return (
    <View className="line row wraps top">
      <View className="grow">
        <View className="strong">
          {pairing === null ? reader : `爱心妈妈${reader}`} 看了 {code}
        </View>
        <View className="note">
          {villageName} · {sayTime(at)}
        </View>
        <View>{sayParts(parts)}</View>
        <Grounds row={row} />
      </View>
      {emergency && <View className="tag danger">紧急</View>}
    </View>
  )
}
