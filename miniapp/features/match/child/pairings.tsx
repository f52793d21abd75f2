import type { Living } from '@shared/features/pairing/pairing.schema'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { toCadreCase } from '../../../core/routes'
import { PairingLine } from '../pairing-line'
import { sayName } from '../words'

interface PairingsProps {
  rows: readonly Living[]
  handing: Living | undefined
  onHandOver: (row: Living | undefined) => void
}

/** Only what has begun and has nobody waiting behind it. */
const mayHandOver = ({ live, begunAt, next }: Living): boolean => live && begunAt !== null && next === null

/** Who cares for the child now; what was before is there when it is asked for. */
export function Pairings({ rows, handing, onHandOver }: PairingsProps) {
  const [all, setAll] = useState(false)
  const [live, over] = [rows.filter((row) => row.live), rows.filter((row) => !row.live)]
  const open = ({ id }: Living) => toCadreCase(id)
  return (
    <View>
      <View className="title">现在的结对</View>
      {live.length === 0 && <View className="note gap-s">还没有爱心妈妈。</View>}
      {live.length > 0 && (
        <View className="card lines gap-s">
          {live.map((row) => (
            <View key={row.id}>
              <PairingLine row={row} onTap={open} />
              {mayHandOver(row) && handing === undefined && (
                <Action small className={`hand-over h-${row.id}`} onTap={() => onHandOver(row)}>
                  换一位接着陪
                </Action>
              )}
            </View>
          ))}
        </View>
      )}
      {handing && (
        <View className="card soft gap-s handing">
          <View>在下面选一位，接着{sayName(handing.mother)}陪这个孩子。</View>
          <View className="note">新的那一位开始以前，{sayName(handing.mother)}还陪着；开始的那一天，原来的结对就结束。</View>
          <Action small className="gap-s not-handing" onTap={() => onHandOver(undefined)}>
            先不换
          </Action>
        </View>
      )}
      {over.length > 0 && (
        <View className="gap-s">
          {all && (
            <View className="card lines">
              {over.map((row) => (
                <PairingLine key={row.id} row={row} onTap={open} />
              ))}
            </View>
          )}
          {!all && (
            <Action small className="see-over" onTap={() => setAll(true)}>
              看以前的{over.length}次
            </Action>
          )}
        </View>
      )}
    </View>
  )
}
