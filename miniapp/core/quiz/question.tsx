import type { QuizView } from '@shared/features/campaign/campaign.api'
import { sayCitation } from '@shared/features/campaign/say-citation'
import { View } from '@tarojs/components'
import { Action } from '../action'
import './question.scss'

/** What somebody did with a question: the option that she chose, or just had it explained. */
export type Done = number | 'asked'
type Asked = QuizView['questions'][number]
const LETTERS = 'ABCD'

interface QuestionProps {
  question: Asked
  done: Done | undefined
  onDone: (what: Done) => void
}

/** One question. Once she has chosen, or asked to be told, it is explained, with the law that it rests on. */
export function Question({ question, done, onDone }: QuestionProps) {
  const { text, options, right } = question
  const open = done === undefined
  return (
    <View className="card question">
      <View className="title" ariaRole="heading">
        {text}
      </View>
      {options.map((option, i) => (
        <View
          // biome-ignore lint/suspicious/noArrayIndexKey: the options stand still
          key={i}
          className={`choice ${!open && i === right ? 'right' : ''} ${i === done ? 'hers' : ''}`}
          {...(open ? { ariaRole: 'button', hoverClass: 'pressed', onClick: () => onDone(i) } : {})}
        >
          <View className="letter">{LETTERS[i]}.</View>
          <View className="grow">
            {option}
            {!open && i === right && <View className="said">✓ 这个对{i === done ? '，您选的就是它' : ''}</View>}
            {i === done && i !== right && <View className="note">您选的是这个</View>}
          </View>
        </View>
      ))}
      {open ? (
        <Action tone="soft" className="gap tell" onTap={() => onDone('asked')}>
          不选了，直接看答案
        </Action>
      ) : (
        <Explained question={question} />
      )}
    </View>
  )
}

const Explained = ({ question: { explain, citation } }: { question: Asked }) => (
  <View className="explain" ariaRole="alert">
    <View className="strong">为什么</View>
    <View>{explain}</View>
    {citation && <View className="note gap-s">{sayCitation(citation)}</View>}
  </View>
)
