import { Canvas, Image, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { altOf } from '../../../core/alt'
import { useDoing } from '../../../core/doing'
import { useLoaded } from '../../../core/loaded'
import { openPaper, openPublicPaper, savePicture } from '../../../core/papers'
import { Trouble } from '../../../core/trouble'
import { CampaignPage } from '../page'
import { CANVAS, makePoster, type Poster } from './making'

/** A poster to send on or to hang up, drawn on her phone. */
export default function PosterPage() {
  const { slug = '', village } = useRouter<{ slug?: string; village?: string }>().params
  const making = useLoaded(() => makePoster(slug, village))
  const poster = making.data?.data
  return (
    <View>
      {process.env.TARO_ENV !== 'h5' && <Canvas type="2d" id={CANVAS} className="poster-canvas" />}
      <CampaignPage of={making} leave={poster?.view.leaveNow ? slug : undefined}>
        {poster && <Shown poster={poster} />}
      </CampaignPage>
    </View>
  )
}

function Shown({ poster: { view, village, file } }: { poster: Poster }) {
  const [busy, setBusy] = useState(false)
  const words = `海报：${view.title}`
  const save = () => {
    setBusy(true)
    void savePicture(file, `海报-${view.title}`).finally(() => setBusy(false))
  }
  return (
    <>
      <Image className="poster" mode="widthFix" src={file} showMenuByLongpress {...altOf(words)} />
      <Action tone="go" className="save" busy={busy} onTap={save}>
        存到手机相册
      </Action>
      <Paper slug={view.slug} title={view.title} village={village} />
      <View className="note">存下来发到群里，或者打印出来贴在村里。扫码的人看到的是专题，不知道是谁给的。</View>
    </>
  )
}

const PAPERS = { a4: 'poster.pdf', a3: 'poster-a3.pdf' } as const

interface PaperProps {
  slug: string
  title: string
  village: string | undefined
}

/** The same to print: laid out for paper, by the server. */
function Paper({ slug, title, village }: PaperProps) {
  const { busy, trouble, run } = useDoing()
  const openOne = (paper: keyof typeof PAPERS) => {
    const name = `海报-${title}-${paper.toUpperCase()}`
    if (village) return openPaper(`/campaigns/${slug}/poster.pdf`, name, { village, paper })
    return openPublicPaper(`/c/${slug}/${PAPERS[paper]}`, name)
  }
  return (
    <>
      <View className="row passing">
        {(Object.keys(PAPERS) as (keyof typeof PAPERS)[]).map((paper) => (
          <Action key={paper} className={`paper-${paper.toUpperCase()}`} busy={busy} onTap={() => run(() => openOne(paper))}>
            {busy ? '正在排版…' : `打印用的（${paper.toUpperCase()}）`}
          </Action>
        ))}
      </View>
      <Trouble words={trouble} />
    </>
  )
}
