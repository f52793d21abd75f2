import { useRouter } from '@tarojs/taro'
import { Known } from '../../../core/known'
import { RosterScreen } from './roster'
import '../../../core/desk.scss'
import './index.scss'

export default function RosterPage() {
  const { id = '' } = useRouter<{ id?: string }>().params
  return <Known>{(who) => <RosterScreen key={who} activity={id} />}</Known>
}
