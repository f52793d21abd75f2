import { View } from '@tarojs/components'
import { Action } from './action'
import { useDoing } from './doing'
import { loadPlaces, ownCounty } from './places'
import { toForm } from './routes'
import { Trouble } from './trouble'

const WAYS = [
  { kind: 'aid', label: '我要求助', note: '家里困难、孩子上学、看大病' },
  { kind: 'advice', label: '我要咨询', note: '问一问法律上怎么说，5个工作日内答复' },
  { kind: 'petition', label: '我要反映', note: '可以不写名字，只有县妇联看得到' },
] as const

/** The form of a kind; what is told to the county alone names the county. */
async function open(kind: string): Promise<void> {
  if (kind !== 'petition') return void toForm(kind, '')
  await loadPlaces()
  await toForm(kind, ownCounty())
}

/** From wherever she reads to somebody who acts: the page stays where it is and is there when she comes back. */
export function HelpWays() {
  const { busy, trouble, run } = useDoing()
  return (
    <View className="help-ways">
      {WAYS.map(({ kind, label, note }) => (
        <View key={kind} className="gap">
          <Action tone="soft" className={`help-${kind}`} busy={busy} onTap={() => run(() => open(kind))}>
            {label}
          </Action>
          <View className="note">{note}</View>
        </View>
      ))}
      <Trouble words={trouble} />
    </View>
  )
}
