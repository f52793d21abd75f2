import { useRouter } from '@tarojs/taro'
import { Known } from '../../../core/known'
import { CertificatesScreen } from './certificates'
import '../../../core/desk.scss'

export default function CertificatesPage() {
  const { id = '' } = useRouter<{ id?: string }>().params
  return <Known>{(who) => <CertificatesScreen key={who} activity={id} />}</Known>
}
