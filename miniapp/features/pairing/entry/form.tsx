import type { DiaryText } from '@shared/features/pairing/diary'
import { diaryFields } from '@shared/features/pairing/diary.schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { Action } from '../../../core/action'
import { inputOf, problemsOf, useAnswering } from '../../../core/answering'
import { useDoing } from '../../../core/doing'
import { FieldForm } from '../../../core/field-form'
import { ProblemSummary } from '../../../core/problem-summary'
import { backToDiary } from '../../../core/routes'
import { Screen } from '../../../core/screen'
import { Trouble } from '../../../core/trouble'
import { WorryEntry } from '../../../core/worry-entry'
import type { OpenDiary, Taken } from '../store'
import { Besides } from './besides'
import { type Begun, saveDraft, wipeDraft } from './draft'
import { PictureChoice } from './picture-choice'
import { useRecorder } from './recorder'
import { VoiceBox } from './voice-box'

const FIRST = ['day', 'way']
const MORE = ['words', 'child', 'worry']
const WRITTEN = [...FIRST, ...MORE]

/** What it becomes: her answers, what it had already, and room for what she has just taken. */
function textOf(answers: Readonly<Record<string, unknown>>, had: Pick<Begun, 'picture' | 'voice'>): DiaryText {
  const input = inputOf(WRITTEN, answers) as Partial<DiaryText>
  const files = { ...(had.picture ? { picture: had.picture } : {}), ...(had.voice ? { voice: had.voice } : {}) }
  return { words: '', child: '', ...input, ...files } as DiaryText
}

export function EntryForm({ of, begun }: { of: OpenDiary; begun: Begun }) {
  const { answers, problems, setProblems, change } = useAnswering(begun.answers)
  const [had, setHad] = useState<Pick<Begun, 'picture' | 'voice'>>(begun)
  const [taken, setTaken] = useState<Taken>({})
  const recorder = useRecorder((voice) => setTaken((was) => ({ ...was, voice })))
  const { busy, trouble, run } = useDoing()
  useEffect(() => {
    if (answers !== begun.answers) void saveDraft(of, begun.of, answers)
  }, [of, begun, answers])
  const save = () => {
    const wrong = problemsOf(WRITTEN, diaryFields, answers)
    setProblems(wrong)
    if (Object.keys(wrong).length > 0) return Taro.pageScrollTo({ scrollTop: 0, duration: 200 })
    return run(async () => {
      const voice = await recorder.finish()
      await of.save(textOf(answers, had), voice ? { ...taken, voice } : taken, begun.of, begun.besides)
      await wipeDraft(of, begun.of)
      void Taro.showToast({ title: '记好了', icon: 'success' })
      await backToDiary(of.pairing)
    })
  }
  const worry = String(answers.worry ?? '').trim()
  return (
    <Screen
      className="pairing"
      foot={
        <Action tone="go" className="save" busy={busy} onTap={() => void save()}>
          {busy ? '正在存…' : '存好'}
        </Action>
      }
    >
      <View className="note">选一样怎么陪的，就能存。写的话、录音和照片只有您自己看得到；妇联只看得到哪天、怎样陪伴。</View>
      <ProblemSummary problems={problems} fields={diaryFields} />
      <Besides of={of} begun={begun} />
      <FieldForm names={FIRST} fields={diaryFields} answers={answers} problems={problems} onChange={change} />
      {process.env.TARO_ENV === 'weapp' && (
        <VoiceBox
          had={had.voice !== undefined}
          file={taken.voice}
          recorder={recorder}
          onDrop={() => {
            setTaken(({ picture }) => ({ picture }))
            setHad(({ picture }) => ({ picture, voice: undefined }))
          }}
        />
      )}
      <FieldForm names={MORE} fields={diaryFields} answers={answers} problems={problems} onChange={change} />
      <WorryEntry pairing={of.pairing} words={worry || undefined} />
      <PictureChoice
        had={had.picture !== undefined}
        file={taken.picture}
        onTake={(picture) => setTaken((was) => ({ ...was, picture }))}
        onDrop={() => {
          setTaken(({ voice }) => ({ voice }))
          setHad(({ voice }) => ({ voice, picture: undefined }))
        }}
      />
      <Trouble words={trouble} />
      <View className="note">写一点存一点，没有信号也不会丢。孩子只写代号，不写名字。</View>
    </Screen>
  )
}
