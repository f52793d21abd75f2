import type { CertificateRow } from '@shared/features/activity/papers.schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { get, post } from '../../../core/api'
import { useDoing } from '../../../core/doing'
import { Listed } from '../../../core/listed'
import { type Page, usePages } from '../../../core/pages'
import { Screen } from '../../../core/screen'
import { Trouble } from '../../../core/trouble'
import { AgainSheet } from './again-sheet'
import { CertificateLine } from './certificate-line'
import { CertificateSheet } from './certificate-sheet'

type Rows = Page<CertificateRow>

function sayCount({ items, next }: Rows): string {
  const valid = items.filter(({ revokedAt }) => revokedAt === null).length
  const revoked = items.length - valid
  return `有效${valid}张${next ? '以上' : ''}${revoked > 0 ? `，撤销${revoked}张` : ''}`
}

/** 培训证书: issued to all who came, each to be printed or revoked. */
export function CertificatesScreen({ activity }: { activity: string }) {
  const path = `/activities/${activity}/certificates`
  const pages = usePages<CertificateRow>((after) => get<Rows>(path, { after }))
  const [open, setOpen] = useState<CertificateRow>()
  const issuing = useDoing()
  const issue = () =>
    issuing.run(async () => {
      const before = pages.data?.items.length ?? 0
      const issued = await post<Rows>(path)
      pages.set(issued)
      const more = issued.items.length > before
      const said = more ? '发好了' : issued.items.length > 0 ? '到场的人都有了' : '名册上还没有人签到'
      void Taro.showToast({ title: said, icon: 'none' })
    })
  const changed = () => {
    setOpen(undefined)
    void pages.reload()
  }
  const foot = (
    <>
      <Trouble words={issuing.trouble} className="sheet-problem" />
      <Action tone="go" className="issue" busy={issuing.busy} onTap={issue}>
        {issuing.busy ? '正在发…' : '给到场的人发证书'}
      </Action>
    </>
  )
  return (
    <Screen className="cadre" foot={pages.data && foot}>
      <View>
        <View className="hero">{pages.data ? sayCount(pages.data) : '培训证书'}</View>
        <View className="note">名册上签到的人每人一张，已经有的不会再发。她在“我的办理”里看得到自己的。</View>
      </View>
      <Listed of={pages} empty="还没有发过证书" note="点下面的按钮，给签到的人一起发">
        {(items) => (
          <View className="card lines">
            {items.map((row) => (
              <CertificateLine key={row.number} row={row} onTap={setOpen} />
            ))}
          </View>
        )}
      </Listed>
      {open &&
        (open.revokedAt ? (
          <AgainSheet row={open} onClose={() => setOpen(undefined)} onIssued={changed} />
        ) : (
          <CertificateSheet row={open} onClose={() => setOpen(undefined)} onRevoked={changed} />
        ))}
    </Screen>
  )
}
