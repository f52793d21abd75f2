import { isDay } from '@shared/core/time'
import { type ImportView, ROW_FATES } from '@shared/features/loan/book.api'
import { View } from '@tarojs/components'
import { memo, useState } from 'react'
import { Action } from '../../../core/action'
import { sayFullDay, saySums, yuan } from '../../../core/loan/words'

type Row = ImportView['rows'][number]

const PAGE = 20

/** What the whole file comes to, in one sentence. */
function headline({ state, before, taken, refused, missing }: ImportView): string {
  if (before) return '这个文件以前记过了，这次什么也没有变'
  const rest = refused > 0 ? `，${refused}行没有记` : ''
  if (state === 'done') return `记好了${taken}行${rest}`
  if (missing > 0) return `清单里还有${missing}笔没有写，补齐再传${refused > 0 ? `；有${refused}行要改` : ''}`
  if (taken === 0) return '没有一行能记'
  return `${taken}行可以记${refused > 0 ? `，${refused}行不能记` : ''}`
}

/** The fate of each row of a file, those that cannot be recorded first. */
export function Fates({ of, name }: { of: ImportView; name: string }) {
  const [shown, setShown] = useState(PAGE)
  const good = (row: Row) => row.fate === 'taken'
  const rows = [...of.rows.filter((row) => !good(row)), ...of.rows.filter(good)]
  return (
    <>
      <View
        className={`card ${of.state === 'done' && !of.before ? 'soft' : of.refused + of.missing > 0 || of.before ? 'caution' : ''}`}
        ariaRole="alert"
      >
        <View className="strong">{headline(of)}</View>
        {name !== '' && <View className="note">{name}</View>}
        {of.kept > 0 && <View>表里没有的{of.kept}笔，照以前报的不变</View>}
      </View>
      {rows.length > 0 && (
        <View className="card lines">
          {rows.slice(0, shown).map((row) => (
            <Line key={row.row ?? row.receipt} row={row} done={of.state === 'done'} paid={of.sort === 'payments'} />
          ))}
        </View>
      )}
      {shown < rows.length && (
        <Action className="more-rows" onTap={() => setShown(shown + PAGE)}>
          再看{Math.min(PAGE, rows.length - shown)}行（还有{rows.length - shown}行）
        </Action>
      )}
    </>
  )
}

interface LineProps {
  row: Row
  /** it is recorded by now */
  done: boolean
  /** the sum is what finance has paid */
  paid: boolean
}

const Line = memo(function Line({ row: { row, receipt, day, principal, interest, fate, why }, done, paid }: LineProps) {
  const good = fate === 'taken'
  return (
    <View className={`line row wraps r-${row ?? receipt}`}>
      <View className="grow">
        <View className="strong">
          {row === null ? '' : `第${row}行 `}
          {receipt}
        </View>
        <View className="note">
          {[isDay(day) ? sayFullDay(day) : day, paid ? (row === null ? '' : `实付${yuan(principal)}`) : saySums({ principal, interest })]
            .filter(Boolean)
            .join(' · ')}
        </View>
        {why !== '' && <View className="wrong">{why}</View>}
      </View>
      <View className={`tag ${good ? 'ok' : fate === 'known' ? '' : 'danger'}`}>{good && done ? '已记' : ROW_FATES[fate]}</View>
    </View>
  )
})
