import type { Verdict } from '@shared/core/kind'
import { sayTime } from '@shared/core/time'
import { enrolment } from '@shared/features/enrolment/enrolment.kind'
import { leftFor } from '@shared/features/enrolment/enrolment.quotas'
import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Action } from '../../../core/action'
import { isOpen } from '../../../core/activity/words'
import { ConsentButton, ConsentWords } from '../../../core/consent-card'
import { newDraft, readDraft, saveDraft } from '../../../core/drafts'
import { useConsent } from '../../../core/privacy'
import { toActivities, toCase, toForm, toPeople } from '../../../core/routes'
import { session } from '../../../core/session'
import { useSettings } from '../../../core/settings'
import { useWho } from '../../../core/who'
import type { Detail } from './detail-data'

interface EnrolProps {
  detail: Detail
  verdicts: readonly Verdict[]
  /** facts that she told on this page */
  told: Readonly<Record<string, unknown>>
  /** a rule stands against her, and the organiser may make an exception */
  mayAsk: boolean
}

/** Takes what she told here along into the form, and opens it. */
async function openForm({ activity, village }: Detail, told: EnrolProps['told'], move: 'submit' | 'ask'): Promise<void> {
  if (Object.keys(told).length > 0) {
    const draft = (await readDraft(enrolment.kind, activity.id)) ?? newDraft(enrolment.kind, activity.id, activity.title, {})
    await saveDraft({ ...draft, answers: { ...draft.answers, ...told } })
  }
  await toForm(enrolment.kind, activity.id, { move, ...(village ? { village } : {}) })
}

/** The buttons at the bottom: what she can do about this activity now. */
export function Enrol({ detail, verdicts, told, mayAsk }: EnrolProps) {
  const { activity, enrolled, now, known } = detail
  const who = useWho()
  const settings = useSettings()
  if (enrolled)
    return (
      <Action tone="go" className="see-case" onTap={() => toCase(enrolled.id)}>
        {enrolled.label} · 去看看
      </Action>
    )
  const refused = verdicts.some((verdict) => verdict.ok === false)
  if (!isOpen(activity, now) || (refused && (!mayAsk || who === null))) return <Others />
  if (who === null) return <Outside demo={settings?.demo ?? false} />
  if (refused)
    return (
      <>
        <Go words="问问主办方能不能来" agreeing="同意并问问主办方" onGo={() => openForm(detail, told, 'ask')} />
        <Others />
      </>
    )
  const missing = verdicts.find((verdict) => verdict.ok === undefined)?.needs
  if (missing) return <View className="note">先填{enrolment.fields[missing as 'village' | 'birthYear']?.label}，看看您能不能来</View>
  const full = activity.seatsLeft === 0 && leftFor(activity.rules, told.village ?? known.village) === 0
  return (
    <Go words={full ? '我要排队' : '我要报名'} agreeing={full ? '同意并排队' : '同意并报名'} onGo={() => openForm(detail, told, 'submit')}>
      <View className="note">{sayTime(activity.enrolBy, now)}前可以报名或取消</View>
    </Go>
  )
}

const Others = () => (
  <Action tone="soft" className="see-others" onTap={toActivities}>
    看看别的活动
  </Action>
)

interface GoProps {
  words: string
  /** the same when she has not agreed yet that her data is handled */
  agreeing: string
  onGo: () => Promise<void>
  children?: ReactNode
}

/** On to the form; the first time with her consent, asked in the same tap. */
function Go({ words, agreeing, onGo, children }: GoProps) {
  const consent = useConsent(session()?.account.id)
  const agreed = () => {
    consent.refresh()
    void onGo()
  }
  if (consent.agreed === false)
    return (
      <>
        <ConsentButton consent={consent} button={agreeing} onAgreed={agreed} />
        <ConsentWords />
      </>
    )
  return (
    <>
      <Action tone="go" className="enrol" onTap={onGo}>
        {words}
      </Action>
      {children}
    </>
  )
}

function Outside({ demo }: { demo: boolean }) {
  if (!demo) return <View className="note">请在微信里打开小程序办理</View>
  return (
    <Action tone="go" className="choose-person" onTap={toPeople}>
      先选一位，再报名
    </Action>
  )
}
