import { useRouter } from '@tarojs/taro'
import { Known } from '../../../core/known'
import { CasePage } from './case-page'
import '../../../core/desk.scss'
import './index.scss'

/** One case on one page, for whoever decides it. */
export default function Case() {
  const { id = '' } = useRouter().params
  return <Known>{(who) => <CasePage key={who} id={id} />}</Known>
}
