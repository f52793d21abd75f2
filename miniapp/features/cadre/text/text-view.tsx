import { dayOf, sayDay } from '@shared/core/time'
import type { DeskView } from '@shared/features/campaign/desk.api'
import { linesOf } from '@shared/features/campaign/lines'
import { partName } from '@shared/features/campaign/remarks.schema'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { Blocks } from '../../../core/blocks/blocks'
import { Listen } from '../../../core/blocks/listen'
import { Screen } from '../../../core/screen'
import { HandIn, noteOf } from './hand-in'
import { FrameLook, QuizLook } from './looks'
import { Remarks } from './remarks'
import { Personal } from './text-form'
import { Withdraw } from './withdrawing'

const PARTS = { look: '样子', changes: '改动', versions: '各版' } as const
type Part = keyof typeof PARTS

interface TextViewProps {
  view: DeskView
  onEdit: () => void
  onChanged: (view: DeskView) => void
}

/** A text as it is looked over: what readers get, what has changed, all versions; and what its writer can do. */
export function TextView({ view, onEdit, onChanged }: TextViewProps) {
  const [part, setPart] = useState<Part>('look')
  const { title, no, publishedNo, mayWrite, withdrawnFor, remarks } = view
  const open = remarks.filter(({ done }) => !done).length
  const state = publishedNo === null ? '没有公开' : publishedNo === no ? '这一版已公开' : `公开的是第${publishedNo}版`
  return (
    <Screen className="cadre" foot={mayWrite && <Feet view={view} onEdit={onEdit} onChanged={onChanged} />}>
      <View className="hero">{title}</View>
      <View className="note">
        第{no}版 · {state}
      </View>
      {withdrawnFor !== '' && <View className="card caution withdrawn-for">撤下了，原因：{withdrawnFor}</View>}
      {remarks.length > 0 && <View className="note">{open === 0 ? '各段的意见都改好了' : `还有${open}条意见没有改好，写在各段下面`}</View>}
      <View className="segments" ariaRole="tablist">
        {(Object.keys(PARTS) as Part[]).map((name) => (
          <View
            key={name}
            className={`segment s-${name} ${name === part ? 'on' : ''}`}
            onClick={() => setPart(name)}
            ariaRole="tab"
            ariaLabel={`${PARTS[name]}${name === part ? '，正在看' : ''}`}
          >
            {PARTS[name]}
          </View>
        ))}
      </View>
      {mayWrite && <Personal words={[linesOf(view.shown.content), noteOf(view)].join('\n')} />}
      {noteOf(view) !== '' && <View className="card caution its-note">更正说明，读的人看得到：{noteOf(view)}</View>}
      <Links of={view.shown.links} />
      {part === 'look' && <Looks view={view} onChanged={onChanged} />}
      {part === 'changes' && <Changes view={view} />}
      {part === 'versions' && <Versions view={view} />}
    </Screen>
  )
}

/** Links that lead nowhere, or where they must not. */
function Links({ of: links }: { of: DeskView['shown']['links'] }) {
  if (links.length === 0) return null
  return (
    <View className="card caution link-faults" ariaRole="alert">
      <View className="strong">链接看一看</View>
      {links.map(({ href, why, stops }) => (
        <View key={href} className="gap-s">
          <View className="href">{href}</View>
          <View className={stops ? 'wrong' : 'note'}>{stops ? `要改好才能交：${why}` : why}</View>
        </View>
      ))}
    </View>
  )
}

/** How many lines of an opening can be remarked upon. */
const FRAME_LINES = [1, 2, 3]

/** Each paragraph has its number, so that what is to be changed can be named. */
function Looks({ view, onChanged }: Pick<TextViewProps, 'view' | 'onChanged'>) {
  const { content, blocks, recording, cover } = view.shown
  if ('body' in content)
    return (
      <View className="card">
        <View className="note">{content.summary}</View>
        {recording && <Listen to={recording} />}
        {blocks.map((block, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a version never changes
          <View key={i} className="numbered">
            <View className="note">
              {partName('article', i + 1)}
              {block.sort === 'picture' && block.base === cover?.base && '，分享时用这张图'}
            </View>
            <Blocks of={[block]} onFollow={() => undefined} />
            <Remarks view={view} paragraph={i + 1} onChanged={onChanged} />
          </View>
        ))}
      </View>
    )
  if ('questions' in content)
    return <QuizLook questions={content.questions} told under={(no) => <Remarks view={view} paragraph={no} onChanged={onChanged} />} />
  return (
    <View className="card">
      <FrameLook of={content} />
      {(view.mayRemark || view.remarks.length > 0) &&
        FRAME_LINES.map((no) => (
          <View key={no} className="numbered">
            <View className="note">{partName('frame', no)}</View>
            <Remarks view={view} paragraph={no} onChanged={onChanged} />
          </View>
        ))}
    </View>
  )
}

function Changes({ view: { shown } }: { view: DeskView }) {
  if (shown.since === null) return <View className="card">这是第一版，没有可以比的。</View>
  return (
    <View className="card">
      <View className="note">和第{shown.since}版比：加的有底色，删的划掉了</View>
      <View className="pre changes">
        {shown.changes.map(({ sort, text }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a version never changes
          <Text key={i} className={sort}>
            {text}
          </Text>
        ))}
      </View>
    </View>
  )
}

function Versions({ view: { versions } }: { view: DeskView }) {
  return (
    <View className="card">
      {[...versions].reverse().map(({ no, at, author, note }) => (
        <View key={no} className="line">
          <View className="strong">第{no}版</View>
          <View className="note">
            {author ?? '随产品来的'}，{sayDay(dayOf(at))}
          </View>
          {note !== '' && <View>更正：{note}</View>}
        </View>
      ))}
    </View>
  )
}

function Feet({ view, onEdit, onChanged }: TextViewProps) {
  return (
    <View className="feet">
      <Action className="wide m-edit" onTap={onEdit}>
        修改
      </Action>
      {view.publishedNo !== null && <Withdraw view={view} onChanged={onChanged} />}
      {view.publishedNo !== view.no && <HandIn view={view} />}
    </View>
  )
}
