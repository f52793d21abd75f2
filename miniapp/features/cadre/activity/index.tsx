import { useRouter } from '@tarojs/taro'
import { Known } from '../../../core/known'
import { OrganiserScreen } from './organiser'
import '../../../core/desk.scss'
import './index.scss'

export default function OrganiserPage() {
  const { id = '' } = useRouter<{ id?: string }>().params
  return <Known>{(who) => <OrganiserScreen key={who} id={id} />}</Known>
}
