import type { Fields } from '@shared/core/fields'
import { isBlank } from '@shared/core/fields'
import { type AnyKind, isEnd } from '@shared/core/kind'
import { sayAnswer } from '@shared/core/say-answer'
import { sayTime } from '@shared/core/time'
import type { EventView } from '@shared/features/applications/applications.schema'
import { View } from '@tarojs/components'
import { nameOf } from './places'
import './timeline.scss'

interface TimelineProps {
  kind: AnyKind
  events: readonly EventView[]
  /** what is being waited for now; nothing when the case is at its end */
  next?: { title: string; note: string } | undefined
  now: string
}

/** The words that went with an event: reasons and remarks, not the answers that stand in their own list. */
function wordsOf({ answers }: EventView, fields: Fields): string {
  const texts = Object.keys(answers).filter((name) => fields[name] && ['longText', 'corrections'].indexOf(fields[name]?.type ?? '') >= 0)
  const said = texts
    .filter((name) => !isBlank(answers[name]))
    .map((name) => {
      const field = fields[name]
      return field ? sayAnswer(field, answers[name], nameOf) : ''
    })
  return said.join('；')
}

const MARKS = {
  done: { dot: 'done', sign: '✓', said: '已完成' },
  no: { dot: 'no', sign: '✕', said: '没有通过' },
  over: { dot: 'over', sign: '–', said: '到此为止' },
}

/** A step that led to a refusal is no success, and one that ended the matter quietly is neither. What is urgent is red because it presses. */
function markOf(kind: AnyKind, { to }: EventView) {
  const tone = kind.states[to]?.tone
  if (tone === 'danger' && !kind.urgent) return MARKS.no
  return isEnd(kind, to) && tone !== 'ok' ? MARKS.over : MARKS.done
}

/** What has happened, in order, and what comes next. */
export function Timeline({ kind, events, next, now }: TimelineProps) {
  return (
    <View className="timeline">
      {events.map((event) => {
        const words = wordsOf(event, kind.fields)
        const { dot, sign, said } = markOf(kind, event)
        return (
          <View key={event.seq} className="step">
            <View className={`dot ${dot}`} ariaRole="img" ariaLabel={said}>
              {sign}
            </View>
            <View className="grow">
              <View className="strong">{event.label}</View>
              <View className="note">
                {event.by}
                {event.standingIn ? '（上级代办）' : ''} · {sayTime(event.at, now)}
              </View>
              {words !== '' && <View className="step-words">{words}</View>}
            </View>
          </View>
        )
      })}
      {next && (
        <View className="step">
          <View className="dot now" ariaRole="img" ariaLabel="正在进行" />
          <View className="grow">
            <View className="strong">{next.title}</View>
            <View className="note">{next.note}</View>
          </View>
        </View>
      )}
    </View>
  )
}
