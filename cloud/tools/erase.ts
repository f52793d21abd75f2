import { parseArgs } from 'node:util'
import { createApp } from '../app'
import { settingsOf } from '../core/settings'
import { eraseOneCase, eraseOnePerson, eraseOneWalkIn } from './erasing'

const USAGE = `用法：
  npm run erase -- --case <受理编号> --by <谁在删> --why <为什么>
  npm run erase -- --person <她的受理编号或账号编号> --by <谁在删> --why <为什么>
  npm run erase -- --walk-in <现场登记的姓名或名册上的编号> --by <谁在删> --why <为什么>
删掉以后谁也打不开，不能恢复。`

/** `npm run erase`: destroys a case, or a person with all her cases, and writes down who did it and why. */
async function main(): Promise<void> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ options: { case: text, person: text, 'walk-in': text, by: text, why: text } })
  const { by, why } = values
  const ways = [
    [values.case, eraseOneCase],
    [values.person, eraseOnePerson],
    [values['walk-in'], eraseOneWalkIn],
  ] as const
  const [chosen, ...others] = ways.filter(([named]) => named)
  const [named, eraseOne] = chosen ?? []
  if (!named || !eraseOne || others.length > 0 || !by || !why) throw new Error(USAGE)
  const app = await createApp({ ...settingsOf(process.env), logLevel: 'silent' })
  try {
    const erased = await eraseOne(app, named, { by, why })
    const besides = values.person ? '、她的资料和登录' : ''
    const told = `${erased.cases.length} 件申报、${erased.pictures} 张照片${besides}`
    console.log(`已删除：${values['walk-in'] ? '名册上现场登记的一位和她的证书' : told}`)
    if (erased.doubtful.length > 0) console.log(`没有动（被改动过，请先运行 npm run audit:verify 查清）：${erased.doubtful.join('、')}`)
  } finally {
    await app.db.close()
  }
}

main().catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
