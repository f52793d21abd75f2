import { useRouter } from '@tarojs/taro'
import { Known } from '../../../core/known'
import { Screen } from '../../../core/screen'
import { useDiary } from '../use-diary'
import '../pairing.scss'
import { DiaryScreen } from './diary'

/** 陪伴日记: what she has written of her visits, and what is still on its way. */
export default function DiaryPage() {
  const { id = '' } = useRouter<{ id?: string }>().params
  return <Known>{(who) => <Opened key={who} id={id} />}</Known>
}

function Opened({ id }: { id: string }) {
  const of = useDiary(id)
  return of.data ? <DiaryScreen of={of.data} /> : <Screen className="pairing" of={of} />
}
