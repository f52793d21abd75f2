import { longText } from '@shared/core/fields'
import { sayTime } from '@shared/core/time'
import { FACES, type Face, FEEDBACK_WORDS, type FeedbackView } from '@shared/features/activity/feedback.schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Action } from '../../../core/action'
import { problemsOf, useAnswering } from '../../../core/answering'
import { put } from '../../../core/api'
import { Icon } from '../../../core/art/icon'
import { useDoing } from '../../../core/doing'
import { FieldForm } from '../../../core/field-form'
import { Trouble } from '../../../core/trouble'

const fields = {
  words: longText('还想说点什么', FEEDBACK_WORDS, { optional: true, phrases: ['讲得清楚', '想再学深一点', '时间再短一点'] }),
}
const NAMES = ['words'] as const

interface FeedbackProps {
  id: string
  view: FeedbackView
  onGiven: (view: FeedbackView) => void
}

/** Three faces: the first tap is the answer; what she writes goes along with it afterwards. */
export function Feedback({ id, view, onGiven }: FeedbackProps) {
  const { answers, problems, setProblems, change } = useAnswering({ words: view.words || undefined })
  const { busy, trouble, run } = useDoing()
  const words = typeof answers.words === 'string' ? answers.words.trim() : ''
  const give = (face: Face) => {
    const wrong = problemsOf(NAMES, fields, answers)
    setProblems(wrong)
    if (Object.keys(wrong).length > 0) return
    void run(async () => {
      onGiven(await put<FeedbackView>(`/enrolments/${id}/feedback`, { face, words }))
      void Taro.showToast({ title: '谢谢，记下了', icon: 'success' })
    })
  }
  return (
    <>
      <View>
        <View className="hero">这次活动怎么样？</View>
        <View className="note">{view.title}</View>
      </View>
      <View className="row faces">
        {(Object.keys(FACES) as Face[]).map((face) => (
          <FaceButton key={face} face={face} chosen={view.face === face} onTap={() => give(face)} />
        ))}
      </View>
      <Trouble words={trouble} />
      {view.face ? (
        <View className="card">
          <View className="strong">谢谢，您选的是“{FACES[view.face]}”</View>
          <View className="gap">
            <FieldForm names={NAMES} fields={fields} answers={answers} problems={problems} onChange={change} />
          </View>
          <Action className="gap send-words" busy={busy} onTap={() => give(view.face as Face)}>
            {busy ? '正在交…' : '把这几句也交上去'}
          </Action>
        </View>
      ) : null}
      <View className="note">主办方只看得到一共有几个人这样选，看不到是谁。{sayTime(view.until)}以前都可以改。</View>
    </>
  )
}

const FaceButton = ({ face, chosen, onTap }: { face: Face; chosen: boolean; onTap: () => void }) => (
  <View
    className={`card grow face face-${face} ${chosen ? 'chosen' : ''}`}
    hoverClass="pressed"
    ariaRole="radio"
    ariaChecked={chosen}
    ariaLabel={FACES[face]}
    onClick={onTap}
  >
    <Icon name={face} size={56} colour={chosen ? '#8a2b62' : '#6a5c65'} />
    <View className="strong">{FACES[face]}</View>
  </View>
)
