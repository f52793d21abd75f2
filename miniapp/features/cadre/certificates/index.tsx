import { useRouter } from '@tarojs/taro'
import { Known } from '../known'
import { CertificatesScreen } from './certificates'
import '../cadre.scss'

export default function CertificatesPage() {
  const { id = '' } = useRouter<{ id?: string }>().params
  return <Known>{(who) => <CertificatesScreen key={who} activity={id} />}</Known>
}
