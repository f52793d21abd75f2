import { useRouter } from '@tarojs/taro'
import { Known } from '../../../core/known'
import { SeatsScreen } from './seats'
import '../../../core/desk.scss'

export default function SeatsPage() {
  const { id = '' } = useRouter<{ id?: string }>().params
  return <Known>{(who) => <SeatsScreen key={who} activity={id} />}</Known>
}
