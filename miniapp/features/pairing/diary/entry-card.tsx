import { sayDay } from '@shared/core/time'
import { type DiaryText, sayWay, type Version } from '@shared/features/pairing/diary'
import { View } from '@tarojs/components'
import { Action } from '../../../core/action'
import { toEntry } from '../../../core/routes'
import { StateTag } from '../../../core/state-tag'
import { sure } from '../../../core/sure'
import { TellWorry } from '../../../core/worry-entry'
import type { Shown } from '../entries'
import { hereIn, without } from '../media'
import type { OpenDiary } from '../store'
import { Files } from './files'

interface EntryCardProps {
  of: OpenDiary
  entry: Shown
}

/** One entry; where two phones have written it differently, both, to choose from. */
export function EntryCard({ of, entry }: EntryCardProps) {
  const { text, doubtful, unsent, why } = entry
  return (
    <View className={`card diary-entry ${doubtful ? 'caution' : ''}`}>
      <View className={unsent ? 'entry-state' : ''}>
        {unsent && <StateTag tone="wait" label={why ? '没有传成' : '还没传上去'} />}
        {why && <Refused of={of} entry={entry} why={why} />}
      </View>
      {doubtful ? <Choice of={of} entry={entry} /> : <Written of={of} text={text} />}
      {!doubtful && (
        <View className="row gap">
          <Action small className="grow rewrite" onTap={() => toEntry(of.pairing, { entry: entry.id })}>
            改一改
          </Action>
          <Action small className="grow remove" onTap={() => void remove(of, entry)}>
            删掉
          </Action>
        </View>
      )}
    </View>
  )
}

async function remove(of: OpenDiary, { id, versions }: Shown): Promise<void> {
  const asked = { title: '删掉这一篇？', content: '删掉以后，您自己也看不到了，照片和录音一起删掉。', yes: '删掉', no: '不删' }
  if (await sure(asked)) await of.remove({ entry: id, seen: versions })
}

function Written({ of, text }: { of: OpenDiary; text: DiaryText }) {
  const { day, way, words, child, worry } = text
  return (
    <View>
      <View className="row entry-head">
        <View className="grow">
          {sayDay(day, new Date().toISOString())} · {sayWay(way)}
        </View>
      </View>
      {words !== '' && <View className="gap-s said-words">{words}</View>}
      {child !== '' && <View className="note gap-s">孩子：{child}</View>}
      {worry !== undefined && worry !== '' && (
        <>
          <View className="gap-s wrong worry-words">让您担心的：{worry}</View>
          <TellWorry of={{ pairing: of.pairing }} words={worry} className="gap-s tell" small>
            告诉妇联
          </TellWorry>
        </>
      )}
      <Files of={of} text={text} />
    </View>
  )
}

/** None of them is newer than the others: she says which one holds, or puts them together. */
function Choice({ of, entry }: EntryCardProps) {
  const { id, versions } = entry
  const take = async (text: DiaryText | null) => {
    if (!text) return remove(of, entry)
    const content = '别的写法就删掉了，只在那里面的照片和录音也删掉，找不回来。'
    if (await sure({ title: '只用这一个？', content, yes: '用这一个', no: '再看看' }))
      await of.save(text, {}, { entry: id, seen: versions })
  }
  return (
    <View className="choice">
      <View className="strong" ariaRole="alert">
        这一篇在两部手机上写得不一样，用哪一个？
      </View>
      {versions.map((version: Version, at) => (
        <View key={version.revisions.map(({ id }) => id).join()} className={`card gap version v-${at}`}>
          {version.text ? <Written of={of} text={version.text} /> : <View>另一部手机上把它删掉了</View>}
          <Action className="gap choose" onTap={() => void take(version.text)}>
            {version.text ? '用这一个' : '删掉它'}
          </Action>
        </View>
      ))}
      <Action className="gap together" onTap={() => toEntry(of.pairing, { entry: id })}>
        都要，合在一起改
      </Action>
    </View>
  )
}

/** What the cloud did not take: tried once more, or sent without its files. */
function Refused({ of, entry, why }: EntryCardProps & { why: string }) {
  const own = (of.state.get().diary?.own ?? []).filter((one) => one.entry === entry.id)
  const refs = own.map(({ text }) => hereIn(text)).reduce((all, some) => all.concat(some), [])
  const files = of.queue.pictures.get().filter(({ name }) => refs.indexOf(name) >= 0)
  const again = async () => {
    for (const { key, state } of files) if (state === 'failed') of.queue.again(key)
    for (const { id } of own) await of.mend(id, (was) => was)
    await of.sync(false)
  }
  const alone = async () => {
    for (const { id } of own) await of.mend(id, (was) => (was.text ? { ...was, text: bare(was.text) } : was))
    for (const { key } of files) of.queue.drop(key)
    await of.sync(false)
  }
  return (
    <View className="gap-s">
      <View className="wrong">{why}</View>
      <Action small className="gap-s again" onTap={() => void again()}>
        再传一次
      </Action>
      {files.length > 0 && (
        <Action small className="gap-s alone" onTap={() => void alone()}>
          不要照片和录音，只传字
        </Action>
      )}
    </View>
  )
}

/** Without the files that have not left this phone. */
function bare(text: DiaryText): DiaryText {
  const here = hereIn(text)
  const noPicture = text.picture !== undefined && here.indexOf(text.picture) >= 0 ? without(text, 'picture') : text
  return text.voice !== undefined && here.indexOf(text.voice) >= 0 ? without(noPicture, 'voice') : noPicture
}
