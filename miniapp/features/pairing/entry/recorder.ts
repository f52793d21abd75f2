import { LONGEST_RECORDING } from '@shared/core/recording'
import Taro, { useDidHide } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { sayNotDone } from '../../../core/not-done'
import { Refusal } from '../../../core/refusal'

/** Speech, small enough for a weak line: three minutes are about 1 MB. */
const SPEECH = {
  duration: LONGEST_RECORDING * 1000,
  format: 'mp3',
  sampleRate: 16_000,
  numberOfChannels: 1,
  encodeBitRate: 48_000,
} as const
const SECOND = 1000
/** A phone that does not say what became of the recording keeps nobody waiting longer than that. */
const LATE_MS = 5000

const notDone = (reason: unknown) =>
  sayNotDone(reason, { what: '麦克风', why: '您没有允许巾帼帮办用麦克风，写字也一样。', otherwise: '没有录成，请再试一次，或者写字' })

export interface Recorder {
  recording: boolean
  seconds: number
  start: () => Promise<void>
  stop: () => void
  /** Ends what is being recorded. @returns where it lies; undefined when nothing was @throws Refusal when it did not come about */
  finish: () => Promise<string | undefined>
}

/** Records until she says so, the page is left, or it is long enough. `onTake`: told where it lies. */
export function useRecorder(onTake: (file: string) => void): Recorder {
  const [state, setState] = useState({ recording: false, seconds: 0 })
  const latest = useRef(onTake)
  latest.current = onTake
  const phase = useRef<'idle' | 'asking' | 'going' | 'ending'>('idle')
  const awaited = useRef<(file: string | undefined) => void>()
  const ended = (file: string | undefined) => {
    phase.current = 'idle'
    setState({ recording: false, seconds: 0 })
    if (file) latest.current(file)
    awaited.current?.(file)
    awaited.current = undefined
  }
  // The phone has one recorder, and tells whoever asked last.
  const begin = () => {
    const recorder = Taro.getRecorderManager()
    recorder.onStart(() => setState({ recording: true, seconds: 0 }))
    recorder.onStop(({ tempFilePath }) => ended(tempFilePath))
    recorder.onError((reason) => {
      ended(undefined)
      void notDone(reason)
    })
    recorder.onInterruptionBegin(stop)
    phase.current = 'going'
    recorder.start({ ...SPEECH })
  }
  const start = async () => {
    if (phase.current !== 'idle') return
    phase.current = 'asking'
    try {
      await Taro.authorize({ scope: 'scope.record' })
      // Unless she has saved, or left, before she was asked.
      if (phase.current === 'asking') begin()
    } catch (reason) {
      phase.current = 'idle'
      await notDone(reason)
    }
  }
  const stop = () => {
    if (phase.current !== 'going') return
    phase.current = 'ending'
    Taro.getRecorderManager().stop()
  }
  const finish = async (): Promise<string | undefined> => {
    if (phase.current === 'asking') phase.current = 'idle'
    if (phase.current === 'idle') return undefined
    const file = await new Promise<string | undefined>((resolve) => {
      const late = setTimeout(() => ended(undefined), LATE_MS)
      awaited.current = (told) => {
        clearTimeout(late)
        resolve(told)
      }
      stop()
    })
    if (!file) throw new Refusal('broken', '没有录成。可以重新录；不录了，就再点一次“存好”')
    return file
  }
  useEffect(() => {
    if (!state.recording) return undefined
    const ticking = setInterval(() => setState((was) => ({ ...was, seconds: was.seconds + 1 })), SECOND)
    return () => clearInterval(ticking)
  }, [state.recording])
  useDidHide(stop)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the page goes
  useEffect(() => () => void finish().catch(() => undefined), [])
  return { ...state, start, stop, finish }
}
