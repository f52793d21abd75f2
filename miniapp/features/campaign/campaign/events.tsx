import { saySpan } from '@shared/core/time'
import type { CampaignEvent } from '@shared/features/campaign/campaign.api'
import { View } from '@tarojs/components'
import { Action } from '../../../core/action'
import { toActivity, toForm } from '../../../core/routes'

/** The activities of a campaign: when, where, whether there is room; one tap leads to the form that already knows her. */
export function Events({ of: events }: { of: readonly CampaignEvent[] }) {
  const now = new Date().toISOString()
  return (
    <>
      <View className="row section">
        <View className="title grow">当面问一问</View>
      </View>
      {events.map(({ id, title, place, startsAt, endsAt, enrolBy, seatsLeft }) => (
        <View key={id} className={`card event-${id}`}>
          <View hoverClass="pressed" ariaRole="button" onClick={() => toActivity(id)}>
            <View className="strong">{title}</View>
            <View className="note">{saySpan(startsAt, endsAt, now)}</View>
            <View className="note">{place}</View>
          </View>
          {enrolBy > now ? (
            <Action tone="go" className="gap to-enrol" onTap={() => toForm('enrolment', id)}>
              {seatsLeft > 0 ? `报名（还有${seatsLeft}个名额）` : '名额满了，去排队'}
            </Action>
          ) : (
            <View className="note gap-s">报名已经截止</View>
          )}
        </View>
      ))}
    </>
  )
}
