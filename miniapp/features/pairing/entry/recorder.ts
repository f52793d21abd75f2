import { LONGEST_RECORDING } from '@shared/core/recording'
import Taro, { useDidHide } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { sayNotDone } from '../../../core/not-done'

/** Speech, small enough for a weak line: three minutes are about 1 MB. */
const SPEECH = {
  duration: LONGEST_RECORDING * 1000,
  format: 'mp3',
  sampleRate: 16_000,
  numberOfChannels: 1,
  encodeBitRate: 48_000,
} as const
const SECOND = 1000

const notDone = (reason: unknown) =>
  sayNotDone(reason, { what: '麦克风', why: '您没有允许巾帼帮办用麦克风，写字也一样。', otherwise: '没有录成，请再试一次，或者写字' })

export interface Recorder {
  recording: boolean
  seconds: number
  start: () => Promise<void>
  stop: () => void
}

/** Records until she says so, the page is left, or it is long enough. `onTake`: told where it lies. */
export function useRecorder(onTake: (file: string) => void): Recorder {
  const [state, setState] = useState({ recording: false, seconds: 0 })
  const latest = useRef(onTake)
  latest.current = onTake
  const going = useRef(false)
  // The phone has one recorder, and tells whoever asked last.
  const begin = () => {
    const recorder = Taro.getRecorderManager()
    const ended = () => {
      going.current = false
      setState({ recording: false, seconds: 0 })
    }
    recorder.onStart(() => setState({ recording: true, seconds: 0 }))
    recorder.onStop(({ tempFilePath }) => {
      ended()
      latest.current(tempFilePath)
    })
    recorder.onError((reason) => {
      ended()
      void notDone(reason)
    })
    recorder.onInterruptionBegin(() => recorder.stop())
    recorder.start({ ...SPEECH })
  }
  const start = async () => {
    if (going.current) return
    going.current = true
    try {
      await Taro.authorize({ scope: 'scope.record' })
      begin()
    } catch (reason) {
      going.current = false
      await notDone(reason)
    }
  }
  const stop = () => {
    if (going.current) Taro.getRecorderManager().stop()
  }
  useEffect(() => {
    if (!state.recording) return undefined
    const ticking = setInterval(() => setState((was) => ({ ...was, seconds: was.seconds + 1 })), SECOND)
    return () => clearInterval(ticking)
  }, [state.recording])
  useDidHide(stop)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the page goes
  useEffect(() => stop, [])
  return { ...state, start, stop }
}
