import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { campaigns } from '@shared/features/campaign/seed/index'
import { draftLacking } from '../../cloud/features/campaign/campaign.store'
import type { Json } from '../support/api'
import { startCloud } from '../support/cloud'
import { handIn, people, published } from '../support/publications'

const run = promisify(execFile)
const root = path.resolve(__dirname, '../..')

describe('the campaigns that a county is given', () => {
  it('are drafts that its cadres take through three reviews, text by text, and are given once', async () => {
    const cloud = await startCloud('sqlite')
    const { db } = cloud.app
    const give = () => db.write((m) => draftLacking(m, campaigns, 'c1', cloud.clock.now()))
    expect([(await give()).length, await give()]).toEqual([campaigns.length, []])
    expect((await cloud.anybody.get('/api/campaigns')).body.items).toEqual([])
    const all = await people(cloud)
    const { items } = (await all.author.get('/api/campaign-desk')).body
    const texts: { id: string; publishedNo: number | null }[] = items.flatMap((one: Json) => one.texts)
    expect([texts.length >= 24, texts.every(({ publishedNo }) => publishedNo === null)]).toEqual([true, true])
    const [frame, article, ...others] = items[0].texts
    for (const { id } of [frame, article]) await published(all, id)
    expect((await cloud.anybody.get(`/c/${items[0].slug}/${article.slug}`)).status).toBe(200)
    // Nothing in any of them keeps it from its reviewers.
    for (const { id } of [...others, ...items.slice(1).flatMap((one: Json) => one.texts)])
      expect((await handIn(all.author, id)).body).toMatchObject({ state: 'editor' })
    await cloud.close()
  })
})

describe('setting up a county', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'setup-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const setUp = (file: string) => {
    const { NODE_ENV: _, ...env } = process.env
    return run(process.execPath, ['--import', 'tsx', 'cloud/tools/setup.ts', file], {
      cwd: root,
      env: { ...env, DATA_DIR: folder, LOG_LEVEL: 'silent' },
    })
  }

  it('stores its places once and prints a new code until there is a county cadre', async () => {
    const first = await setUp('config/county.example.json')
    expect(first.stdout).toMatch(/已写入 某某县 的地名/)
    expect(first.stdout).toMatch(/开通码（7 天内有效，用一次）：[A-Z2-9]{16}/)
    const again = await setUp('config/county.example.json')
    expect(again.stdout).not.toContain('已写入')
    expect(again.stdout).toMatch(/开通码/)
    expect(again.stdout).not.toBe(first.stdout)
    expect([first.stdout.match(/三审的岗位/g)?.length, again.stdout.includes('三审的岗位')]).toEqual([1, false])
    for (const { campaign } of campaigns)
      expect([first.stdout, again.stdout].map((out) => out.includes(campaign.title))).toEqual([true, false])
  })

  it('refuses a file whose places would not work, in Chinese, and stores nothing', async () => {
    const file = path.join(folder, 'county.json')
    const village = { id: 'village-1', name: '某村', code: '990101001001' }
    const county = { id: 'c1', name: '某县', code: '990101000000' }
    writeFileSync(
      file,
      JSON.stringify({
        fromDay: '2026-01-01',
        county,
        towns: [{ id: 't1', name: '某镇', code: '990101001000', villages: [village] }],
        offices: [],
      }),
    )
    const refused = await setUp(file).catch((error: { code: number; stderr: string }) => error)
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('地方的编号要是 1 到 5 个字母或数字') })
    expect((await setUp('config/county.example.json')).stdout).toMatch(/已写入/)
  })
})
