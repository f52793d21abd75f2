import { RequestKey } from './core/keys'
import { Activity, ActivityPlace } from './features/activity/activity.entity'
import { Application, ApplicationEvent, ApplicationSlot, ApplicationTodo, Reveal } from './features/applications/application.entity'
import { MessagePermission, Notice, Outbox } from './features/notices/notice.entity'
import { Account, GrantGiven, OneTimeCode, Person, Session } from './features/people/people.entity'
import { Place, PlaceName } from './features/regions/place.entity'
import { Upload } from './features/uploads/upload.entity'
import { Foundation1764000000000 } from './migrations/1764000000000-Foundation'

/** Every table and every migration, in order. */
export const schema = {
  entities: [
    ...[RequestKey, Place, PlaceName, Person, Account, Session, GrantGiven, OneTimeCode],
    ...[Application, ApplicationEvent, ApplicationTodo, ApplicationSlot, Reveal, Upload],
    ...[Activity, ActivityPlace, Notice, Outbox, MessagePermission],
  ],
  migrations: [Foundation1764000000000],
}
