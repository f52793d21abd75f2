import { sayLength, saySize } from '@shared/core/recording'
import type { MediaView } from '@shared/features/campaign/media.schema'
import { picturesIn } from '@shared/features/campaign/picture-line'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { get, upload } from '../../../core/api'
import { useDoing } from '../../../core/doing'
import type { FormAnswers } from '../../../core/field-form'
import { useLoaded } from '../../../core/loaded'
import type { Page } from '../../../core/pages'
import { Trouble } from '../../../core/trouble'
import { choosePicture, chooseRecording } from './choosing'
import { PictureSheet } from './picture-sheet'
import { withoutPicture } from './placing'

interface ShowingProps {
  campaign: string
  answers: FormAnswers
  change: (name: string, value: unknown) => void
  /** what is wrong with the recording */
  problem: string | undefined
}

/** What an article shows besides its words: its pictures, each with what it says, and a recording. */
export function Showing({ campaign, answers, change, problem }: ShowingProps) {
  const body = String(answers.body ?? '')
  const all = useLoaded(() => get<Page<MediaView>>(`/campaign-media?campaign=${campaign}`), [campaign])
  const [chosen, setChosen] = useState<MediaView>()
  const { busy, trouble, run } = useDoing()
  const known = all.data?.items ?? []
  const send = (path: string, choose: () => Promise<string | undefined>, then: (made: MediaView) => void) =>
    run(async () => {
      const file = await choose()
      if (file === undefined) return
      const made = await upload<MediaView>(file, { path: `${path}?campaign=${campaign}` })
      all.set({ items: [made, ...known], next: null })
      then(made)
    })
  const drop = (id: string) => {
    change('body', withoutPicture(body, id))
    if (answers.picture === id) change('picture', undefined)
  }
  const { pictures } = picturesIn(body)
  const unused = known.filter(({ id, picture }) => picture && !pictures.some((one) => one.id === id))
  return (
    <View className="card showing">
      <View className="title">图片和录音</View>
      {pictures.map(({ id, alt }) => (
        <View key={id} className="row line shown-picture">
          <View className="grow">{alt || '还没有写图上是什么'}</View>
          {answers.picture === id ? (
            <View className="note">分享时用它</View>
          ) : (
            <Action small className="as-cover" onTap={() => change('picture', id)}>
              分享时用
            </Action>
          )}
          <Action small className="drop-picture" onTap={() => drop(id)}>
            拿掉
          </Action>
        </View>
      ))}
      <Action tone="soft" className="gap add-picture" busy={busy} onTap={() => send('/campaign-pictures', choosePicture, setChosen)}>
        {busy ? '正在传…' : '加一张图片'}
      </Action>
      {unused[0] && (
        <Action className="gap last-picture" onTap={() => setChosen(unused[0])}>
          用上次传的那张
        </Action>
      )}
      <Recording
        of={known.find(({ id }) => id === answers.recording)}
        has={answers.recording !== undefined}
        onDrop={() => change('recording', undefined)}
      />
      {answers.recording === undefined && (
        <Action
          tone="soft"
          className="gap add-recording"
          busy={busy}
          onTap={() => send('/campaign-recordings', chooseRecording, ({ id }) => change('recording', id))}
        >
          {busy ? '正在传…' : '加一段录音（念这篇文章）'}
        </Action>
      )}
      <View className="note gap-s">录音最长3分钟、最大3 MB，mp3、m4a或aac；正文就是它的文字。</View>
      <Trouble words={problem ?? trouble} />
      {chosen && (
        <PictureSheet
          picture={chosen}
          body={body}
          onClose={() => setChosen(undefined)}
          onPlaced={(next) => {
            change('body', next)
            setChosen(undefined)
          }}
        />
      )}
    </View>
  )
}

function Recording({ of, has, onDrop }: { of: MediaView | undefined; has: boolean; onDrop: () => void }) {
  if (!has) return null
  const heard = of?.recording
  return (
    <View className="row line shown-recording">
      <View className="grow">录音{heard ? ` ${sayLength(heard.seconds)}，${saySize(heard.bytes)}` : ''}</View>
      <Action small className="drop-recording" onTap={onDrop}>
        拿掉
      </Action>
    </View>
  )
}
