import { type Field, type Fields, isBlank } from '@shared/core/fields'
import type { AnyKind, Part } from '@shared/core/kind'
import type { ApplicationView } from '@shared/features/applications/applications.schema'
import { View } from '@tarojs/components'
import { useDidHide } from '@tarojs/taro'
import { useState } from 'react'
import { AnswerList } from '../../../core/answer-list'
import { RevealSheet } from './reveal-sheet'

interface Shown {
  value: unknown
  reason: string
}

/** The answers that there are, in the parts in which they were asked; what was said later stands last. A short form has no parts. */
function groupsOf(kind: AnyKind, given: readonly string[]): { title: string; names: readonly string[] }[] {
  const all = Object.keys(kind.fields).filter((name) => given.indexOf(name) >= 0)
  const parts = (kind.parts ?? []).map(({ title, fields }: Part) => ({ title, names: all.filter((name) => fields.indexOf(name) >= 0) }))
  const later = all.filter((name) => !parts.some(({ names }: { names: readonly string[] }) => names.indexOf(name) >= 0))
  return [...parts, { title: kind.parts ? '办理的人填的' : '', names: later }].filter(({ names }) => names.length > 0)
}

/** What she answered. A masked answer opens for this visit only, with a reason that is recorded. */
export function Answers({ view, kind }: { view: ApplicationView; kind: AnyKind }) {
  const fields: Fields = kind.fields
  const [asked, setAsked] = useState<string>()
  const [shown, setShown] = useState<Readonly<Record<string, Shown>>>({})
  useDidHide(() => setShown({}))
  const names = Object.keys(shown)
  const answers = { ...view.answers }
  for (const name of names) answers[name] = shown[name]?.value
  const groups = groupsOf(
    kind,
    Object.keys(answers).filter((name) => !isBlank(answers[name])),
  )
  // A case of which she is shown no answers has no empty card either.
  if (groups.length === 0) return null
  return (
    <View className="card">
      {groups.map(({ title, names: asked }) => (
        <View key={title} className="answer-part">
          {title !== '' && <View className="title">{title}</View>}
          <AnswerList
            fields={Object.fromEntries(asked.map((name) => [name, fields[name] as Field]))}
            answers={answers}
            masked={view.masked.filter((name) => !(name in shown))}
            beside={(name) => (
              <View
                className={`link see see-${name}`}
                ariaRole="button"
                ariaLabel={`查看${fields[name]?.label}`}
                onClick={() => setAsked(name)}
              >
                查看
              </View>
            )}
          />
        </View>
      ))}
      {names.map((name) => (
        <View key={name} className="note recorded">
          已记录：您看了{fields[name]?.label}，原因“{shown[name]?.reason}”。离开这一页就收起来。
        </View>
      ))}
      {asked !== undefined && (
        <RevealSheet
          application={view.id}
          field={asked}
          label={fields[asked]?.label ?? ''}
          onClose={() => setAsked(undefined)}
          onShown={(value, reason) => {
            setShown({ ...shown, [asked]: { value, reason } })
            setAsked(undefined)
          }}
        />
      )}
    </View>
  )
}
