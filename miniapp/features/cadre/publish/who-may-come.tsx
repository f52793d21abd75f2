import type { PlaceView } from '@shared/features/regions/regions.schema'
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { FormAnswers } from '../../../core/field-form'
import { usePlaces } from '../../../core/places'
import { NumberBox } from '../../../core/widgets/number-box'
import { Asked } from '../asked'
import type { Problems } from './body'
import { questions } from './questions'
import { VillagesSheet } from './villages-sheet'

interface WhoMayComeProps {
  answers: FormAnswers
  problems: Problems
  onChange: (name: string, value: unknown) => void
}

/** Who may come: nobody is kept out unless she says so. */
export function WhoMayCome({ answers, problems, onChange }: WhoMayComeProps) {
  const [open, setOpen] = useState(false)
  const places = usePlaces()
  const chosen = Array.isArray(answers.villages) ? (answers.villages as string[]) : []
  return (
    <View className="card">
      <View className="title">谁能来</View>
      <View className="note">不填就是谁都能来。不符合的人报名时会看到原因。</View>
      <View className="gap">
        <Asked name="birthYear" label="哪些年出生的" note="比如从 1966 年到 2008 年，只填一边也行" problem={problems.birthYear}>
          <View className="years">
            <Year name="from" label="最早" value={answers.from} bad={problems.birthYear !== undefined} onChange={onChange} />
            <Year name="to" label="最晚" value={answers.to} bad={problems.birthYear !== undefined} onChange={onChange} />
          </View>
        </Asked>
        <Asked name="villages" label={questions.villages.label} problem={problems.villages}>
          <View className="box row picked" ariaRole="button" onClick={() => setOpen(true)}>
            <View className="grow">{sayVillages(chosen, places)}</View>
            <View className="link">{chosen.length > 0 ? '改' : '选村'}</View>
          </View>
        </Asked>
      </View>
      <VillagesSheet
        open={open}
        places={places}
        chosen={chosen}
        onClose={() => setOpen(false)}
        onChange={(ids) => onChange('villages', ids)}
      />
    </View>
  )
}

const FEW = 4

function sayVillages(ids: readonly string[], places: readonly PlaceView[]): string {
  if (ids.length === 0) return '不限，哪个村都能来'
  const names = places.filter(({ id }) => ids.indexOf(id) >= 0).map(({ name }) => name)
  return names.length <= FEW ? names.join('、') : `${names.slice(0, FEW).join('、')}等${ids.length}个村`
}

interface YearProps {
  name: 'from' | 'to'
  label: string
  value: unknown
  bad: boolean
  onChange: (name: string, value: unknown) => void
}

function Year({ name, label, value, bad, onChange }: YearProps) {
  return (
    <View className={`grow f-${name}`}>
      <View className="note">{label}</View>
      <NumberBox
        field={{ ...questions.birthYear, label: '年份' }}
        value={typeof value === 'number' ? value : undefined}
        bad={bad}
        correctable={questions}
        onChange={(year) => onChange(name, year)}
      />
    </View>
  )
}
