import { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { Known } from '../../../core/known'
import { Screen } from '../../../core/screen'
import { shownIn } from '../entries'
import type { OpenDiary } from '../store'
import { useDiary } from '../use-diary'
import '../pairing.scss'
import { type Begun, begin } from './draft'
import { EntryForm } from './form'

/** 记一次陪伴: works wholly without signal. */
export default function EntryPage() {
  const { id = '', entry } = useRouter<{ id?: string; entry?: string }>().params
  return <Known>{(who) => <Opened key={who} id={id} entry={entry} />}</Known>
}

function Opened({ id, entry }: { id: string; entry: string | undefined }) {
  const of = useDiary(id)
  return of.data ? <Beginning of={of.data} entry={entry} /> : <Screen className="pairing" of={of} />
}

/** What she sees when she begins is what her writing takes the place of: whatever comes in meanwhile stays beside it. */
function Beginning({ of, entry }: { of: OpenDiary; entry: string | undefined }) {
  const [begun, setBegun] = useState<Begun>()
  useEffect(() => {
    const { diary, refused } = of.state.get()
    const shown = diary && entry ? shownIn(diary, { refused }, []).find(({ id }) => id === entry) : undefined
    void begin(of, shown).then(setBegun)
  }, [of, entry])
  return begun ? (
    <EntryForm of={of} begun={begun} />
  ) : (
    <Screen className="pairing" of={{ data: undefined, problem: undefined, reload: noReload }} />
  )
}

const noReload = () => Promise.resolve()
