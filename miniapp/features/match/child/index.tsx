import { useRouter } from '@tarojs/taro'
import { Known } from '../../../core/known'
import { ChildMatch } from './child-match'
import '../../../core/desk.scss'
import '../match.scss'

/** Who could care for one child, and who does. */
export default function MatchChildPage() {
  const { id = '' } = useRouter().params
  return <Known>{(who) => <ChildMatch key={who} child={id} />}</Known>
}
