import type { Verdict } from '@shared/core/kind'
import { sayTime } from '@shared/core/time'
import { enrolment } from '@shared/features/enrolment/enrolment.kind'
import { View } from '@tarojs/components'
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
}

/** Takes what she told here along into the form, and opens it. */
async function openForm({ activity, village }: Detail, told: EnrolProps['told']): Promise<void> {
  if (Object.keys(told).length > 0) {
    const draft = (await readDraft(enrolment.kind, activity.id)) ?? newDraft(enrolment.kind, activity.id, activity.title, {})
    await saveDraft({ ...draft, answers: { ...draft.answers, ...told } })
  }
  await toForm(enrolment.kind, activity.id, village)
}

/** The one button at the bottom: what she can do about this activity now. */
export function Enrol({ detail, verdicts, told }: EnrolProps) {
  const { activity, enrolled, now } = detail
  const who = useWho()
  const settings = useSettings()
  const consent = useConsent(session()?.account.id)
  if (enrolled)
    return (
      <Action tone="go" className="see-case" onTap={() => toCase(enrolled.id)}>
        {enrolled.label} · 去看看
      </Action>
    )
  if (!isOpen(activity, now) || verdicts.some((verdict) => verdict.ok === false))
    return (
      <Action tone="soft" className="see-others" onTap={toActivities}>
        看看别的活动
      </Action>
    )
  if (who === null) return <Outside demo={settings?.demo ?? false} />
  const missing = verdicts.find((verdict) => verdict.ok === undefined)?.needs
  if (missing) return <View className="note">先填{enrolment.fields[missing as 'village' | 'birthYear']?.label}，看看您能不能来</View>
  const full = activity.seatsLeft === 0
  const agreed = () => {
    consent.refresh()
    void openForm(detail, told)
  }
  return (
    <>
      {consent.agreed === false ? (
        <>
          <ConsentButton consent={consent} button={full ? '同意并排队' : '同意并报名'} onAgreed={agreed} />
          <ConsentWords />
        </>
      ) : (
        <>
          <Action tone="go" className="enrol" onTap={() => openForm(detail, told)}>
            {full ? '我要排队' : '我要报名'}
          </Action>
          <View className="note">{sayTime(activity.enrolBy, now)}前可以报名或取消</View>
        </>
      )}
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
