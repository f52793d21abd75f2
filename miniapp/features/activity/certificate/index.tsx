import type { CertificateView } from '@shared/features/activity/papers.schema'
import { useRouter } from '@tarojs/taro'
import { Action } from '../../../core/action'
import { download, get } from '../../../core/api'
import { Gate } from '../../../core/gate'
import { useLoaded } from '../../../core/loaded'
import { savePicture } from '../../../core/papers'
import { Screen } from '../../../core/screen'
import { useWho } from '../../../core/who'
import './certificate.scss'
import { Certificate } from './certificate'

/** Her certificate, to look at, to keep and to show. */
export default function CertificatePage() {
  const { number = '' } = useRouter<{ number?: string }>().params
  const who = useWho()
  if (who !== null) return <Hers key={who} number={number} />
  return (
    <Screen>
      <Gate>{null}</Gate>
    </Screen>
  )
}

async function load(number: string) {
  const [view, picture] = await Promise.all([
    get<CertificateView>(`/certificates/${number}`),
    download(`/certificates/${number}/picture.jpg`),
  ])
  return { view, picture }
}

function Hers({ number }: { number: string }) {
  const of = useLoaded(() => load(number), [number])
  const { data } = of
  const save = (picture: string) => (
    <Action tone="go" className="save" onTap={() => savePicture(picture, `证书${number}`)}>
      {process.env.TARO_ENV === 'h5' ? '存下这张图' : '存到手机相册'}
    </Action>
  )
  return (
    <Screen of={of} foot={data && save(data.picture)}>
      {data && <Certificate {...data} />}
    </Screen>
  )
}
