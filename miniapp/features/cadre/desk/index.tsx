import { useRouter } from '@tarojs/taro'
import { Known } from '../../../core/known'
import { Desk } from './desk'
import { Several } from './several'
import '../../../core/desk.scss'

/** The desk; with `?with=` the cases that may be decided together with that one. */
export default function DeskPage() {
  const { with: first } = useRouter().params
  return <Known>{(who) => (first ? <Several key={who} first={first} /> : <Desk key={who} />)}</Known>
}
