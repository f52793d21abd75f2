import type { AccessCheck } from '@shared/features/child/child.schema'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { upload } from '../../../core/api'
import { useDoing } from '../../../core/doing'
import { pickFile } from '../../../core/picked-file'
import { Trouble } from '../../../core/trouble'

const SAYS: Readonly<Record<AccessCheck['verdict'], { title: string; note: string; tone: string }>> = {
  whole: { title: '和系统里一样', note: '这份表格是这里做的，一个字也没有改过。', tone: 'ok' },
  grown: { title: '没有改过，后来又有新的查看', note: '这份表格一个字也没有改过；做好以后又有人看过，要新的请再下载一次。', tone: 'ok' },
  changed: { title: '这份表格被改过', note: '下面这几行和签名对不上，或者少了行、多了行、换了次序。', tone: 'danger' },
  differs: { title: '和系统里的记录对不上', note: '表格没有改过，系统里的记录和它不一样了。请马上告诉系统管理员核对。', tone: 'danger' },
}

/** A table that was kept or sent on, held against its own signature and against the chains. */
export function Checking() {
  const { busy, trouble, run } = useDoing()
  const [found, setFound] = useState<AccessCheck & { name: string }>()
  const check = () =>
    run(async () => {
      const file = await pickFile('xlsx')
      if (!file) return
      setFound(undefined)
      setFound({ ...(await upload<AccessCheck>(file.path, { path: '/child-access/check' })), name: file.name })
    })
  const said = found && SAYS[found.verdict]
  return (
    <View className="card">
      <View className="strong">核对一份表格</View>
      <View className="note gap-s">选一份下载过的表格，看看有没有被人改过。</View>
      {found && said && (
        <View className={`gap check-found ${found.verdict}`} ariaRole="status">
          <View className={`tag ${said.tone}`}>{said.title}</View>
          <View className="gap-s">{said.note}</View>
          <View className="note gap-s">
            {found.name} · {found.year}年 · {found.rows}行
          </View>
          {found.changed.length > 0 && <View className="wrong gap-s">对不上的：第{found.changed.join('、')}行</View>}
        </View>
      )}
      <Trouble words={trouble} className="gap-s" />
      <Action className="do-check gap" busy={busy} onTap={check}>
        {busy ? '正在核对…' : '选一份表格'}
      </Action>
    </View>
  )
}
