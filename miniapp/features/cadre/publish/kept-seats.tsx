import { View } from '@tarojs/components'
import { Asked } from '../../../core/asked'
import { FieldForm } from '../../../core/field-form'
import { nameOf } from '../../../core/places'
import { NumberBox } from '../../../core/widgets/number-box'
import type { ConditionsProps } from './more-conditions'
import { questions } from './questions'
import { type Quotas, quotasIn } from './rules'
import { SomeVillages } from './some-villages'

/** Seats that are kept for villages, how many for each, and until which day. */
export function KeptSeats({ answers, problems, onChange }: ConditionsProps) {
  const quotas = quotasIn(answers)
  const villages = Object.keys(quotas)
  const choose = (ids: string[] | undefined) => {
    const next: Record<string, number | null> = {}
    for (const id of ids ?? []) next[id] = quotas[id] ?? null
    onChange('quotas', ids ? next : undefined)
  }
  return (
    <>
      <Asked name="quotas" label={questions.quotas.label} note="留的名额先不给别的村，没用完的到时候大家都能报" problem={problems.quotas}>
        <SomeVillages title={questions.quotas.label} none="不留，谁先报谁先得" chosen={villages} onChange={choose} />
        {villages.map((village) => (
          <Kept key={village} village={village} quotas={quotas} bad={problems.quotas !== undefined} onChange={onChange} />
        ))}
      </Asked>
      {villages.length > 0 && (
        <View className="field">
          <FieldForm names={['quotasOpenAt']} fields={questions} answers={answers} problems={problems} onChange={onChange} />
        </View>
      )}
    </>
  )
}

interface KeptProps extends Pick<ConditionsProps, 'onChange'> {
  village: string
  quotas: Quotas
  bad: boolean
}

function Kept({ village, quotas, bad, onChange }: KeptProps) {
  return (
    <View className={`gap f-kept-${village}`}>
      <View className="note">{nameOf(village)}</View>
      <NumberBox
        field={questions.keptSeats}
        value={quotas[village] ?? undefined}
        bad={bad}
        correctable={questions}
        onChange={(seats) => onChange('quotas', { ...quotas, [village]: seats ?? null })}
      />
    </View>
  )
}
