import { changeMany, insert, isDuplicate } from '../../cloud/core/database'
import { MessagePermission } from '../../cloud/features/notices/notice.entity'
import { add, freshBases, names, refuse, signal, take } from '../support/bases'
import { ENGINES } from '../support/cloud'

const fresh = freshBases()

describe.each(ENGINES)('units of work on %s', (engine) => {
  it('are stored whole or not at all', async () => {
    const { db } = await fresh(engine)
    await expect(
      db.write((m) =>
        add(m, 'a')
          .then(() => add(m, 'b'))
          .then(refuse),
      ),
    ).rejects.toThrow('refused')
    await expect(db.write((m) => add(m, 'a').then(() => add(m, 'a')))).rejects.toThrow()
    expect(await names(db.read)).toEqual([])
    expect(await db.write((m) => add(m, 'a').then(() => 'stored'))).toBe('stored')
    expect(await names(db.read)).toEqual(['a'])
  })

  it('take nothing from each other when many come at once and some fail', async () => {
    const { db } = await fresh(engine)
    const numbers = Array.from({ length: 150 }, (_, i) => i)
    const unit = (i: number) => db.write((m) => add(m, String(i).padStart(3, '0')).then(i % 3 === 0 ? refuse : () => i))
    const ended = await Promise.allSettled(numbers.map(unit))
    const acknowledged = numbers.filter((i) => ended[i]?.status === 'fulfilled')
    expect(acknowledged).toEqual(numbers.filter((i) => i % 3 !== 0))
    expect(await names(db.read)).toEqual(acknowledged.map((i) => String(i).padStart(3, '0')))
  })

  it('show nothing to readers before they are committed', async () => {
    const { db } = await fresh(engine)
    const [written, looked] = [signal(), signal()]
    const unit = db.write(async (m) => {
      await add(m, 'a')
      written.give()
      await looked.given
    })
    await written.given
    expect(await names(db.read)).toEqual([])
    looked.give()
    await unit
    expect(await names(db.read)).toEqual(['a'])
  })

  it('tell a change that hit from one that missed, also when the value stays the same', async () => {
    const { db } = await fresh(engine)
    await db.write((m) => add(m, 'a', 1))
    expect(await db.write((m) => take(m, 'a'))).toBe(true)
    expect(await db.write((m) => take(m, 'a'))).toBe(false)
    expect(await db.write((m) => take(m, 'nobody'))).toBe(false)
    expect(await db.write((m) => changeMany(m, MessagePermission, 'template = :t', { t: 'progress' }, { remaining: 0 }))).toBe(1)
  })

  it('give the last place to one of many who want it at once', async () => {
    const { db } = await fresh(engine)
    await db.write((m) => add(m, 'a', 3))
    const got = await Promise.all(Array.from({ length: 30 }, () => db.write((m) => take(m, 'a'))))
    expect(got.filter(Boolean)).toHaveLength(3)
  })

  it('know a row that is there already from any other refusal', async () => {
    const { db } = await fresh(engine)
    await db.write((m) => add(m, 'a'))
    expect(isDuplicate(await db.write((m) => add(m, 'a')).catch((error) => error))).toBe(true)
    const lacking = await db
      .write((m) => insert(m, MessagePermission, { accountId: 'x', template: 'progress', remaining: null as never }))
      .catch((error) => error)
    expect([lacking instanceof Error, isDuplicate(lacking)]).toEqual([true, false])
    const after = db.write(async (m) => {
      await add(m, 'a').catch((error) => expect(isDuplicate(error)).toBe(true))
      await add(m, 'b')
    })
    await after
    expect(await names(db.read)).toEqual(['a', 'b'])
  })
})
