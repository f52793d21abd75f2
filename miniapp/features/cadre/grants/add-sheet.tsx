import { choice, type Field, type Fields, text, village } from '@shared/core/fields'
import { ROLE_NAMES, ROLES, type Role } from '@shared/core/place'
import type { PlaceView } from '@shared/features/regions/regions.schema'
import Taro from '@tarojs/taro'
import { useRef, useState } from 'react'
import { Action } from '../../../core/action'
import { inputOf, problemsOf, useAnswering } from '../../../core/answering'
import { newKey, post } from '../../../core/api'
import { Asked } from '../../../core/asked'
import { FieldForm } from '../../../core/field-form'
import { usePlaces } from '../../../core/places'
import { asRefusal } from '../../../core/refusal'
import { Sheet } from '../../../core/sheet'
import { Trouble } from '../../../core/trouble'
import { VillageList } from '../../../core/widgets/village-list'

interface AddSheetProps {
  onClose: () => void
  onAdded: () => void
}

const NAMES = ['code', 'role', 'place']
const VILLAGE = '哪个村'
const levelOf = (role: Role): PlaceView['level'] => (role === 'village' || role === 'town' || role === 'county' ? role : 'office')

/** Where the role is held: a village from the large list (which lies open on this sheet), the rest from a few. */
function placeField(role: unknown, places: readonly PlaceView[]): Field | undefined {
  const held = ROLES.find((one) => one === role)
  if (!held) return undefined
  if (held === 'village') return village(VILLAGE)
  const options = places.filter(({ level }) => level === levelOf(held)).map(({ id, name }) => ({ value: id, label: name }))
  return choice(held === 'town' ? '哪个镇' : held === 'county' ? '哪个县' : '哪个单位', options)
}

function fieldsOf(role: unknown, places: readonly PlaceView[]): Fields {
  const place = placeField(role, places)
  return {
    code: text('对方的身份码', 20, { hint: '请她打开小程序的“我”，把身份码念给您。半小时内有效' }),
    role: choice(
      '办什么',
      ROLES.map((value) => ({ value, label: ROLE_NAMES[value] })),
    ),
    ...(place ? { place } : {}),
  }
}

/** Names a colleague by the code on her own phone, her role and her place. */
export function AddSheet({ onClose, onAdded }: AddSheetProps) {
  const places = usePlaces()
  const { answers, problems, setProblems, change } = useAnswering()
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState('')
  const sending = useRef({ body: '', key: '' })
  const fields = fieldsOf(answers.role, places)

  const answer = (name: string, value: unknown) => {
    setTrouble('')
    change(name, value)
    if (name === 'role') change('place', undefined)
  }
  const add = async () => {
    const found = problemsOf(NAMES, fields, answers)
    setProblems(found)
    const count = Object.keys(found).length
    if (count > 0) return setTrouble(`有${count}处还没填好，往上看红色的字`)
    const input = inputOf(NAMES, answers)
    const body = JSON.stringify(input)
    if (sending.current.body !== body) sending.current = { body, key: newKey() }
    setBusy(true)
    setTrouble('')
    try {
      await post('/grants', input, sending.current.key)
      void Taro.showToast({ title: '授权好了，她现在就能办', icon: 'none' })
      onAdded()
    } catch (reason) {
      const refusal = asRefusal(reason)
      setProblems(refusal.fields)
      setTrouble(refusal.message)
      setBusy(false)
    }
  }
  const foot = (
    <>
      <Trouble words={trouble} className="sheet-problem" />
      <Action tone="go" className="do-grant" busy={busy} onTap={add}>
        {busy ? '正在授权…' : '授权'}
      </Action>
    </>
  )
  return (
    <Sheet open title="给一位同事授权" className="grant-sheet" onClose={onClose} foot={foot}>
      <FieldForm
        names={answers.role === 'village' ? ['code', 'role'] : NAMES}
        fields={fields}
        answers={answers}
        problems={problems}
        onChange={answer}
      />
      {answers.role === 'village' && (
        <Asked name="place" label={VILLAGE} problem={problems.place}>
          <VillageList places={places} chosen={answers.place as string | undefined} onPick={(id) => answer('place', id)} />
        </Asked>
      )}
    </Sheet>
  )
}
