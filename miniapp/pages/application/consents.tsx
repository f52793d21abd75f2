import { following } from '@shared/core/fields'
import { type AnyKind, isClosed } from '@shared/core/kind'
import type { ApplicationView } from '@shared/features/applications/applications.schema'
import { View } from '@tarojs/components'
import { Action } from '../../core/action'
import { post } from '../../core/api'
import { useDoing } from '../../core/doing'
import { sure } from '../../core/sure'
import { Trouble } from '../../core/trouble'

interface ConsentsProps {
  kind: AnyKind
  view: ApplicationView
  onChanged: (view: ApplicationView) => void
}

const TAKE_BACK = '收回以后，他们马上就看不到您的资料了。如果正在他们那里办，就停下来等您；别的单位照常办。'
const TAKE_BACK_CLOSED = '收回以后，他们马上就看不到您的资料了。这件事已经办结，收回以后不能再同意。'

/** To whom she lets her papers go: each by itself, taken back as easily as given. Before it is sent the form asks; of a closed case what she gave can only be taken back. */
export function Consents({ kind, view, onChanged }: ConsentsProps) {
  const { busy, trouble, run } = useDoing()
  const all = Object.values(kind.consents ?? {}) as string[]
  const closed = isClosed(kind, view.state)
  const names = following(kind.fields, all, view.answers).filter((name) => !closed || view.answers[name] === true)
  if (!view.mine || names.length === 0 || view.state === kind.start) return null

  const turn = async (field: string, given: boolean) => {
    const { label } = kind.fields[field]
    if (
      !given &&
      !(await sure({ title: '收回同意？', content: `${label}：${closed ? TAKE_BACK_CLOSED : TAKE_BACK}`, yes: '收回', no: '不收回' }))
    )
      return
    await run(async () =>
      onChanged(await post<ApplicationView>(`/applications/${view.id}/consents`, { version: view.version, field, given })),
    )
  }
  return (
    <View className="card consents">
      <View className="title part-title">您同意把资料交给谁</View>
      <Trouble words={trouble} />
      {names.map((name) => {
        const given = view.answers[name] === true
        const { label, purpose } = kind.fields[name]
        return (
          <View key={name} className={`row top c-${name}`}>
            <View className="grow">
              <View className="strong">{label}</View>
              <View className="note">
                {given ? '✓ 已同意' : '没有同意'} · {purpose}
              </View>
            </View>
            <Action small busy={busy} onTap={() => void turn(name, !given)}>
              {given ? '收回' : '同意'}
            </Action>
          </View>
        )
      })}
    </View>
  )
}
