import { parseArgs } from 'node:util'
import { createApp } from '../app'
import type { Damage, Finding } from '../core/audit'
import { settingsOf } from '../core/settings'
import { verify } from './verifying'

const WHAT: Record<string, string> = {
  ...{ application: '申报', grant: '授权', account: '账号', erasure: '删除记录', anchor: '锚' },
  ...{ child: '儿童档案', child_consent: '监护人同意', child_opening: '查看申请' },
}
const DAMAGE: Record<Damage, string> = {
  rowChanged: '登记的内容被改动过',
  rowMissing: '登记不见了，只剩下经过',
  eventChanged: '经过被改动过',
  eventRemoved: '经过少了一步',
  eventAdded: '经过多了一步',
  eventsReordered: '经过的先后被调换过',
  keyDamaged: '钥匙打不开（被改动过，或者缺了主密钥）',
  keyRemoved: '钥匙没有了，但没有删除的记录',
  missing: '整件不见了',
  older: '被恢复成了以前的样子',
  anchorMissing: '这个锚不见了',
  anchorChanged: '这个锚被改动过',
  anchorForgotten: '数据库里没有这个锚的记录：数据库比锚旧，或者记录被改动过',
}

const say = ({ what, id, receipt, damage, seq }: Finding): string =>
  `${WHAT[what] ?? what} ${receipt ?? id}：${DAMAGE[damage]}${seq === undefined ? '' : `（第 ${seq} 步）`}`

/**
 * `npm run audit:verify [-- --json] [-- --least 41]`: exit code 1 when anything is not as this program wrote it.
 * `npm run audit:anchor`: writes an anchor now.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { json: { type: 'boolean' }, anchor: { type: 'boolean' }, least: { type: 'string' } } })
  const app = await createApp({ ...settingsOf(process.env), logLevel: 'silent' })
  try {
    if (values.anchor) {
      const files = await app.keeping.anchors.write(app.now())
      console.log(files > 0 ? `写了 ${files} 个锚` : '另一个进程正在写锚')
      return
    }
    const verdict = await verify(app, Number(values.least ?? 0))
    process.exitCode = verdict.ok ? 0 : 1
    if (values.json) return console.log(JSON.stringify(verdict))
    const seen = Object.entries(verdict.seen).map(([what, count]) => `${WHAT[what] ?? what} ${count}`)
    console.log(`看过：${seen.join('、')}；锚到第 ${verdict.anchors} 个`)
    for (const finding of verdict.findings) console.log(`✗ ${say(finding)}`)
    console.log(verdict.ok ? '全部完好' : `有 ${verdict.findings.length} 处不对，请看 docs/keys.md`)
  } finally {
    await app.db.close()
  }
}

main().catch((error: Error) => {
  console.error(`没有查完：${error.message}`)
  process.exit(2)
})
