import { dayOf } from '@shared/core/time'
import { type Lpr, type Policy, policyOn } from '@shared/features/loan/loan.policy'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { Action } from '../../../core/action'
import { get } from '../../../core/api'
import { Known } from '../../../core/known'
import { useLoaded } from '../../../core/loaded'
import { Refusal } from '../../../core/refusal'
import { Screen } from '../../../core/screen'
import { rolesOf, session, useSession } from '../../../core/session'
import { recall } from '../../../core/storage'
import { draftKey, type PolicyDraft } from './drafting'
import { NewVersion } from './new-version'
import { PartCard } from './part-card'
import { PART_NAMES, takeApart } from './parts'
import '../../../core/desk.scss'

interface Policies {
  items: Policy[]
  lpr: Lpr[]
}

/** One version to read (`?id=`), or a new one that begins from another (`?from=`, else from the one that holds today). */
export default function PolicyPage() {
  const { id, from } = useRouter<{ id?: string; from?: string }>().params
  return <Known>{(who) => (id ? <Reading key={who} id={id} /> : <Writing key={who} wanted={from} />)}</Known>
}

function found(items: readonly Policy[], id: string | undefined): Policy {
  const policy = id === undefined ? policyOn(items, dayOf(new Date().toISOString())) : items.find((one) => one.id === id)
  if (!policy) throw new Refusal('notFound', '没有这个政策版本')
  return policy
}

function Reading({ id }: { id: string }) {
  const policy = useLoaded(async () => found((await get<Policies>('/loan/policies')).items, id))
  const county = rolesOf(useSession()).some(({ role }) => role === 'county')
  const parts = policy.data && takeApart(policy.data)
  const foot = county && (
    <Action className="begin-here" onTap={() => Taro.redirectTo({ url: `/features/cadre/policy/index?from=${id}` })}>
      照这个写新版本
    </Action>
  )
  return (
    <Screen className="cadre" of={policy} foot={foot}>
      {parts && PART_NAMES.map((name) => <PartCard key={name} name={name} answers={parts[name]} />)}
      <View />
    </Screen>
  )
}

/** What was begun goes on from the version that it began from, whatever has come since. */
async function loadWriting(wanted: string | undefined) {
  const { items, lpr } = await get<Policies>('/loan/policies')
  // In WeChat she is known from the first answer on.
  const account = session()?.account.id ?? ''
  const draft = await recall<PolicyDraft>(draftKey(account))
  const kept = draft && (wanted === undefined || draft.from === wanted) ? draft : undefined
  return { from: found(items, kept?.from ?? wanted), lprs: lpr, kept, account }
}

function Writing({ wanted }: { wanted: string | undefined }) {
  const opened = useLoaded(() => loadWriting(wanted))
  if (!opened.data) return <Screen className="cadre" of={opened} />
  return <NewVersion {...opened.data} />
}
