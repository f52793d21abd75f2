import { createApp } from '../app'
import { NOTICED_MS } from '../core/master-keys'
import { rewrapAll } from '../core/rotation'
import { settingsOf } from '../core/settings'
import { sealedTables } from './sealed-tables'

const WHAT: Record<string, string> = {
  application: '申报',
  person: '资料',
  account: '账号',
  notice: '消息',
  upload: '照片',
  erasure: '删除记录',
  roster_mark: '签到表',
  certificate: '证书',
  loan_book: '贷款',
  activity_feedback: '活动的评价',
  child: '儿童档案',
  child_part: '儿童档案的内容',
  pairing_diary: '陪伴日记',
}

/** `npm run keys:rotate [-- --json]`: wraps every data key with the newest master key while the servers go on working. */
async function main(): Promise<void> {
  const json = process.argv.includes('--json')
  const settings = settingsOf(process.env)
  const app = await createApp({ ...settings, logLevel: 'silent' })
  try {
    const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 2 * NOTICED_MS))
    const { rewrapped, unopened, done } = await rewrapAll(app.db, app.seal, sealedTables, pause)
    const ok = done && unopened.length === 0
    process.exitCode = ok ? 0 : 1
    const newest = settings.keys.masters.newest().id
    if (json) return console.log(JSON.stringify({ ok, newest, rewrapped, unopened }))
    const counts = Object.entries(rewrapped).map(([what, count]) => `${WHAT[what] ?? what} ${count}`)
    console.log(`换到主密钥 ${newest} 下的钥匙：${counts.join('、')}`)
    if (!done) console.log('一直有服务在用旧的主密钥：请先让每个服务都读到新的，再运行一次')
    if (unopened.length > 0) console.log(`打不开、没有换的：\n${unopened.join('\n')}`)
    if (ok) console.log('没有旧的了。过几分钟再运行一次，都是 0 就可以把旧的主密钥拿掉')
  } finally {
    await app.db.close()
  }
}

main().catch((error: Error) => {
  console.error(`没有换完：${error.message}`)
  process.exit(2)
})
