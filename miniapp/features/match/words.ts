import { stateOf } from '@shared/core/kind'
import type { Living } from '@shared/features/pairing/pairing.schema'
import { MODES } from '@shared/features/pairing/pairing.words'
import { registry } from '../../core/kinds'
import type { Said } from '../../core/said'

type Mode = Living['mode']
type Mother = Living['mother']

/** Ways to pair, short enough to stand beside each other. */
export const WAYS: Readonly<Record<Mode, string>> = { oneToOne: '一对一', twoToOne: '两位陪一个', oneToMany: '一位陪几个', team: '小组' }

export const sayMode = (mode: Mode): string => {
  const found = MODES.filter(({ value }) => value === mode)[0]
  return found ? found.label : mode
}

/** How far a pairing is, in the words of its kind. */
export function sayState(state: string): { label: string; tone: Said['tone'] } {
  const { label, tone = 'plain' } = stateOf(registry.current('pairing'), state)
  return { label, tone }
}

/** Whose name she may not be told lives at another place. */
export const sayName = ({ name }: Mother): string => name || '外地的一位爱心妈妈'

export const sayNames = (mothers: readonly Mother[]): string => mothers.map(sayName).join('、')
