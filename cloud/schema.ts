import { AnchorWritten } from './core/anchor'
import { Erasure } from './core/erasure'
import { RequestKey } from './core/keys'
import { Activity, ActivityPlace, PosterRead } from './features/activity/activity.entity'
import { Certificate } from './features/activity/certificate.entity'
import { RosterMark } from './features/activity/roster.entity'
import { Application, ApplicationEvent, ApplicationSlot, ApplicationTodo } from './features/applications/application.entity'
import { Campaign, CampaignRead, CampaignShelf, CampaignText, CampaignVersion } from './features/campaign/campaign.entity'
import { MessagePermission, Notice, Outbox } from './features/notices/notice.entity'
import { Account, GrantGiven, OneTimeCode, Person, Session } from './features/people/people.entity'
import { Place, PlaceName } from './features/regions/place.entity'
import { Upload } from './features/uploads/upload.entity'
import { Foundation1764000000000 } from './migrations/1764000000000-Foundation'
import { Campaign1764200500000 } from './migrations/1764200500000-Campaign'

/** Every table and every migration, in order. */
export const schema = {
  entities: [
    ...[RequestKey, Place, PlaceName, Person, Account, Session, GrantGiven, OneTimeCode],
    ...[Application, ApplicationEvent, ApplicationTodo, ApplicationSlot, Upload],
    ...[Activity, ActivityPlace, PosterRead, Certificate, RosterMark, Notice, Outbox, MessagePermission],
    ...[Campaign, CampaignText, CampaignVersion, CampaignShelf, CampaignRead],
    ...[AnchorWritten, Erasure],
  ],
  migrations: [Foundation1764000000000, Campaign1764200500000],
}
