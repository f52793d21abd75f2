import { useRouter } from '@tarojs/taro'
import { Known } from '../known'
import { SeatsScreen } from './seats'
import '../cadre.scss'

export default function SeatsPage() {
  const { id = '' } = useRouter<{ id?: string }>().params
  return <Known>{(who) => <SeatsScreen key={who} activity={id} />}</Known>
}
