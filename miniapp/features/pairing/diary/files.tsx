import type { DiaryText } from '@shared/features/pairing/diary'
import { View } from '@tarojs/components'
import Taro, { type InnerAudioContext, useDidHide } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { Action } from '../../../core/action'
import { download } from '../../../core/api'
import { useDoing } from '../../../core/doing'
import { Trouble } from '../../../core/trouble'
import { isHere } from '../media'
import type { OpenDiary } from '../store'

/** Where a file lies: still on this phone, or fetched with her token. Who may see it is judged each time. */
const fileOf = (of: OpenDiary, sort: 'pictures' | 'sounds', name: string): Promise<string> => {
  const here = of.queue.pictures.get().find((one) => one.name === name)
  return here ? Promise.resolve(here.file) : download(`/pairings/${of.pairing}/${sort}/${name}`)
}

/** Plays one sound at a time; a page that is left is silent. */
function useSound(find: () => Promise<string>) {
  const audio = useRef<InnerAudioContext>()
  const [playing, setPlaying] = useState(false)
  const stop = () => {
    audio.current?.destroy()
    audio.current = undefined
    setPlaying(false)
  }
  useDidHide(stop)
  useEffect(() => () => audio.current?.destroy(), [])
  return {
    playing,
    stop,
    play: async () => {
      const src = await find()
      const made = Taro.createInnerAudioContext()
      made.obeyMuteSwitch = false
      made.onEnded(stop)
      made.onError(stop)
      made.src = src
      audio.current = made
      setPlaying(true)
      made.play()
    },
  }
}

/** The picture and the sound of an entry: fetched only when she asks. */
export function Files({ of, text: { picture, voice } }: { of: OpenDiary; text: DiaryText }) {
  const { busy, trouble, run } = useDoing()
  const sound = useSound(() => fileOf(of, 'sounds', voice as string))
  if (picture === undefined && voice === undefined) return null
  const lost = (name: string | undefined) => isHere(name) && !of.queue.pictures.get().some((one) => one.name === name)
  const look = () =>
    void run(async () => {
      await Taro.previewImage({ urls: [await fileOf(of, 'pictures', picture as string)] })
    })
  return (
    <View>
      <View className="row gap-s">
        {picture !== undefined && !lost(picture) && (
          <Action small className="look" busy={busy} onTap={look}>
            看照片
          </Action>
        )}
        {voice !== undefined && !lost(voice) && (
          <Action small className="hear" busy={busy} onTap={() => (sound.playing ? sound.stop() : void run(sound.play))}>
            {sound.playing ? '停下' : '听录音'}
          </Action>
        )}
      </View>
      <Trouble words={trouble} />
    </View>
  )
}
