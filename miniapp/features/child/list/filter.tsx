import { choice, isBlank, text, village } from '@shared/core/fields'
import { risks, say } from '@shared/features/child/child.words'
import { View } from '@tarojs/components'
import { Action } from '../../../core/action'
import { problemsOf, useAnswering } from '../../../core/answering'
import { FieldForm } from '../../../core/field-form'
import { nameOf } from '../../../core/places'
import { ProblemSummary } from '../../../core/problem-summary'
import { rolesOf, useSession } from '../../../core/session'
import { Sheet } from '../../../core/sheet'

const STATES = { stub: '等监护人同意', registered: '在册', closed: '关爱已结束', withdrawn: '监护人撤回了' }
const states = Object.keys(STATES).map((value) => ({ value, label: STATES[value as keyof typeof STATES] }))
const more = { optional: true } as const
const questions = {
  code: text('代号', 5, { ...more, hint: '消息里说的，比如银杏207' }),
  place: village('村', more),
  risk: choice('风险', risks, more),
  state: choice('情形', states, more),
}
const CODED = /^[^\d\s]{2}[1-9]\d{2}$/

export type Filter = Readonly<Partial<Record<keyof typeof questions, string>>>

export function queryOf(filter: Filter): Record<string, string> {
  const query: Record<string, string> = {}
  for (const name of Object.keys(questions) as (keyof Filter)[]) if (!isBlank(filter[name])) query[name] = String(filter[name]).trim()
  return query
}

export const sayFilter = ({ code, place, risk, state }: Filter): string =>
  [code, place && nameOf(place), risk && `风险：${say(risks, risk as never)}`, state && STATES[state as keyof typeof STATES]]
    .filter(Boolean)
    .join(' · ')

interface FilterSheetProps {
  first: Filter
  onFind: (filter: Filter) => void
  onClose: () => void
}

/** What is looked for; whoever has one village is not asked which. */
export function FilterSheet({ first, onFind, onClose }: FilterSheetProps) {
  const { answers, problems, setProblems, change } = useAnswering(first)
  const above = rolesOf(useSession()).some(({ role }) => role === 'town' || role === 'county')
  const names = Object.keys(questions).filter((name) => name !== 'place' || above)
  const find = () => {
    const found = problemsOf(names, questions, answers)
    const code = String(answers.code ?? '').trim()
    if (code !== '' && !CODED.test(code)) found.code = '代号是两个字加三个数字，比如银杏207'
    setProblems(found)
    if (Object.keys(found).length === 0) onFind(answers as Filter)
  }
  return (
    <Sheet
      open
      title="找哪些孩子"
      className="filter-sheet"
      onClose={onClose}
      foot={
        <Action tone="go" className="do-find" onTap={find}>
          找
        </Action>
      }
    >
      <ProblemSummary problems={problems} fields={questions} />
      <View className="gap">
        <FieldForm names={names} fields={questions} answers={answers} problems={problems} onChange={change} />
      </View>
    </Sheet>
  )
}
