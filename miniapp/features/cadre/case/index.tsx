import { useRouter } from '@tarojs/taro'
import { Known } from '../known'
import { CasePage } from './case-page'
import '../cadre.scss'
import './index.scss'

/** One case on one page, for whoever decides it. */
export default function Case() {
  const { id = '' } = useRouter().params
  return <Known>{(who) => <CasePage key={who} id={id} />}</Known>
}
