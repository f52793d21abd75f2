import type { Fields } from '@shared/core/fields'
import type { ApplicationView } from '@shared/features/applications/applications.schema'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { AnswerList } from '../../../core/answer-list'
import { RevealSheet } from './reveal-sheet'

interface Shown {
  value: unknown
  reason: string
}

/** What she answered. A masked answer opens for this visit only, with a reason that is recorded. */
export function Answers({ view, fields }: { view: ApplicationView; fields: Fields }) {
  const [asked, setAsked] = useState<string>()
  const [shown, setShown] = useState<Readonly<Record<string, Shown>>>({})
  const names = Object.keys(shown)
  const answers = { ...view.answers }
  for (const name of names) answers[name] = shown[name]?.value
  return (
    <View className="card">
      <AnswerList
        fields={fields}
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
