import { parseArgs } from 'node:util'
import { createApp } from '../app'
import { settingsOf } from '../core/settings'
import { eraseOneCase, eraseOnePerson } from './erasing'

const USAGE = `用法：
  npm run erase -- --case <受理编号> --by <谁在删> --why <为什么>
  npm run erase -- --person <她的受理编号或账号编号> --by <谁在删> --why <为什么>
删掉以后谁也打不开，不能恢复。`

/** `npm run erase`: destroys a case, or a person with all her cases, and writes down who did it and why. */
async function main(): Promise<void> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ options: { case: text, person: text, by: text, why: text } })
  const { by, why } = values
  const named = values.case ?? values.person
  if (!named || !by || !why || (values.case && values.person)) throw new Error(USAGE)
  const app = await createApp({ ...settingsOf(process.env), logLevel: 'silent' })
  try {
    const erased = await (values.case ? eraseOneCase : eraseOnePerson)(app, named, { by, why })
    console.log(`已删除：${erased.cases.length} 件申报、${erased.pictures} 张照片${values.person ? '、她的资料和登录' : ''}`)
    if (erased.doubtful.length > 0) console.log(`没有动（被改动过，请先运行 npm run audit:verify 查清）：${erased.doubtful.join('、')}`)
  } finally {
    await app.db.close()
  }
}

main().catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
