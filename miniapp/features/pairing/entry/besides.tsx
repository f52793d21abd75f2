import { sayDay } from '@shared/core/time'
import { type DiaryText, sayWay } from '@shared/features/pairing/diary'
import { View } from '@tarojs/components'
import { Files } from '../diary/files'
import type { OpenDiary } from '../store'
import type { Begun } from './draft'

const filesIn = ({ picture, voice }: DiaryText): string =>
  [picture === undefined ? '' : '这张照片', voice === undefined ? '' : '这段录音'].filter(Boolean).join('和')

/** What two phones have written and one entry can't say: she reads it before she saves, and nothing of it falls away. */
export const Besides = ({ of, begun: { besides, days } }: { of: OpenDiary; begun: Begun }) => (
  <View>
    {days.length > 1 && (
      <View className="card caution days-differ" ariaRole="alert">
        <View className="strong">两部手机上记得不一样，请在下面选对的</View>
        {days.map(({ day, way }) => (
          <View key={`${day} ${way}`} className="gap-s">
            {sayDay(day, new Date().toISOString())} · {sayWay(way)}
          </View>
        ))}
      </View>
    )}
    {besides.map((text) => (
      <View key={`${text.picture} ${text.voice}`} className="card gap beside">
        <View className="strong">{filesIn(text)}，存好时另记一篇，不会丢</View>
        <View className="note">一篇只放得下一张照片、一段录音。不想要，存好以后再删那一篇。</View>
        <Files of={of} text={text} />
      </View>
    ))}
  </View>
)
