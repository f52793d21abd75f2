import { invalid } from '@shared/core/errors'
import { isEnd, type Kind } from '@shared/core/kind'
import type { Landing, Step } from '@shared/core/workflow'
import { find, insert, isDuplicate, type Manager, remove } from '../../core/database'
import { Application, ApplicationNumber } from './application.entity'
import type { Engine } from './engine'

const TAKEN = '这个身份证号已经有一件在办的，同一个人同时只能办一件。不是您自己办的，请马上告诉村妇联'

/** The questions of a kind that ask for an ID number. */
const numbersOf = ({ fields }: Pick<Kind, 'fields'>): string[] => Object.keys(fields).filter((name) => fields[name]?.type === 'idCard')

/** Where somebody has the number already, her own new one is refused; what was so before this step is nobody's fault in it. */
async function keep(m: Manager, row: ApplicationNumber, told: boolean): Promise<void> {
  try {
    await insert(m, ApplicationNumber, row)
  } catch (error) {
    if (!isDuplicate(error)) throw error
    if (told) invalid({ [row.field]: TAKEN })
    await insert(m, ApplicationNumber, { ...row, openHash: null })
  }
}

/**
 * Keeps whose ID numbers a case names, in the unit of the step that brings it there: a kind that is once per number has one open case of it,
 * whatever the account. What she has only begun to fill in is hers. @throws AppError invalidInput at the number
 */
export async function keepNumbers({ store }: Engine, m: Manager, { kind, input }: Step, { row, ended }: Landing): Promise<void> {
  if (kind.oncePerNumber === undefined || row.state === kind.start) return
  const known = await find(m, ApplicationNumber, { applicationId: row.id })
  for (const field of numbersOf(kind)) {
    const was = known.find((one) => one.field === field)
    const said = row.answers[field]
    const hash = typeof said === 'string' ? store.numberOf(said) : null
    const openHash = field === kind.oncePerNumber && !ended ? hash : null
    if (was?.hash === hash && was?.openHash === openHash) continue
    if (was) await remove(m, ApplicationNumber, { applicationId: row.id, field })
    if (hash !== null) await keep(m, { applicationId: row.id, field, kind: kind.kind, hash, openHash }, input[field] !== undefined)
  }
}

/** Another case that names the same ID number as one question of a case does. */
export interface SameNumber {
  field: string
  id: string
  open: boolean
}

/** The other cases of the kind that name one of the ID numbers of a case. */
export async function sameNumbers({ registry }: Engine, m: Manager, id: string): Promise<SameNumber[]> {
  const own = await find(m, ApplicationNumber, { applicationId: id })
  const others = await Promise.all(
    own.map(async ({ field, kind, hash }) => (await find(m, ApplicationNumber, { kind, hash })).map((one) => ({ ...one, asked: field }))),
  )
  const rows = others.flat().filter(({ applicationId }) => applicationId !== id)
  const cases = new Map((await find(m, Application, { id: rows.map((one) => one.applicationId) })).map((one) => [one.id, one]))
  return rows.flatMap(({ asked, applicationId }) => {
    const one = cases.get(applicationId)
    return one ? [{ field: asked, id: applicationId, open: !isEnd(registry.edition(one.kind, one.edition), one.state) }] : []
  })
}
