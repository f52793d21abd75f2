import { sayDay, sayTime } from '@shared/core/time'
import { PARTS, type Part, partFields } from '@shared/features/child/child.parts'
import type { OpenedParts } from '@shared/features/child/child.schema'
import { purposes, relations, say } from '@shared/features/child/child.words'
import { Image, View } from '@tarojs/components'
import { Action } from '../../../core/action'
import { altOf } from '../../../core/alt'
import { AnswerList } from '../../../core/answer-list'
import { handSeen } from '../part/seen'
import { toPart } from '../ways'
import { titleOf } from '../words'

interface ShownProps {
  of: OpenedParts
  child: string
  onClose: () => void
}

/** What was opened, part by part. */
export function Shown({ of: { parts, consents, until }, child, onClose }: ShownProps) {
  const now = new Date().toISOString()
  const known = PARTS.filter((part) => parts[part] !== undefined)
  const mend = (part: Part) => {
    handSeen(child, part, parts[part] ?? {})
    void toPart(child, part)
  }
  return (
    <>
      <View className="note">{sayTime(until, now)}以前可以看。离开这一页，内容就收起来。</View>
      {known.length === 0 && !consents && <View className="card">这几项还没有填过。</View>}
      {known.map((part) =>
        part === 'photo' ? (
          <Photos
            key={part}
            title="照片"
            words={`保存到${sayDay(String(parts.photo?.until), now)}，过了就自动销毁`}
            addresses={(parts.photo?.picture ?? []) as string[]}
          />
        ) : (
          <View key={part} className={`card shown-${part}`}>
            <View className="row">
              <View className="title grow">{titleOf(part)}</View>
              <Action small className={`mend p-${part}`} onTap={() => mend(part)}>
                更正
              </Action>
            </View>
            <View className="gap">
              <AnswerList fields={partFields[part]} answers={parts[part] ?? {}} />
            </View>
          </View>
        ),
      )}
      {consents?.map(({ purpose, relation, name, pictures }) => (
        <Photos key={purpose} title="同意书" words={`${say(purposes, purpose)}：${say(relations, relation)}${name}`} addresses={pictures} />
      ))}
      <Action className="do-close" onTap={onClose}>
        收起来
      </Action>
    </>
  )
}

/** Straight from an address that lives five minutes: no file of it is made on the phone. */
const Photos = ({ title, words, addresses }: { title: string; words?: string; addresses: readonly string[] }) => (
  <View className="card">
    <View className="title">{title}</View>
    {words && <View className="gap-s">{words}</View>}
    {addresses.map((address) => (
      <Image key={address} className="child-photo gap-s" mode="widthFix" src={`${JINGUO_API}${address}`} {...altOf(title)} />
    ))}
  </View>
)
