import { type MigrationInterface, type QueryRunner, Table, type TableColumn, type TableIndexOptions } from 'typeorm'
import { columnsFor, index, key, maybe } from './columns'

type Columns = ReturnType<typeof columnsFor>
type Declared = [name: string, columns: TableColumn[], indices?: TableIndexOptions[]]

const places = ({ code, words }: Columns): Declared[] => [
  ['place', [code('id', 26, key), code('level', 8), code('role', 12, maybe), code('town_id', 26, maybe), code('county_id', 26)]],
  ['place_name', [code('place_id', 26, key), code('from_day', 10, key), words('name', 40), code('code', 12)]],
]

const people = ({ code, long, flag }: Columns): Declared[] => [
  ['person', [code('id', 26, key), code('data_key', 200), long('profile'), code('created_at', 24)]],
  [
    'account',
    [
      code('id', 26, key),
      code('person_id', 26),
      code('open_id_hash', 64, maybe),
      code('open_id', 300, maybe),
      code('data_key', 200),
      flag('demo'),
      code('read_up_to', 26),
      code('created_at', 24),
      code('mark', 64),
    ],
    [index('account_person', ['person_id']), index('account_open_id', ['open_id_hash'], { isUnique: true })],
  ],
  [
    'session',
    [code('token_hash', 64, key), code('account_id', 26), code('expires_at', 24), code('mark', 64)],
    [index('session_account', ['account_id'])],
  ],
  [
    'grant_given',
    [
      code('id', 26, key),
      code('account_id', 26),
      code('role', 12),
      code('place_id', 26),
      code('granted_by', 26, maybe),
      code('granted_at', 24),
      code('revoked_by', 26, maybe),
      code('revoked_at', 24, maybe),
      code('mark', 64),
    ],
    [index('grant_account', ['account_id', 'revoked_at']), index('grant_place', ['place_id', 'role', 'revoked_at'])],
  ],
  [
    'one_time_code',
    [
      code('code_hash', 64, key),
      code('purpose', 10),
      code('account_id', 26, maybe),
      code('place_id', 26, maybe),
      code('expires_at', 24),
      code('used_at', 24, maybe),
      code('mark', 64),
    ],
  ],
  ['request_key', [code('account_id', 26, key), code('request_key', 64, key), code('body_hash', 64), code('made_id', 26), code('at', 24)]],
]

const cases = ({ code, long, whole, flag }: Columns): Declared[] => [
  [
    'application',
    [
      ...[
        code('id', 26, key),
        code('kind', 40),
        whole('edition'),
        code('receipt', 11),
        code('about_id', 26, maybe),
        code('person_id', 26, maybe),
        code('filer_id', 26),
      ],
      ...['village_id', 'town_id', 'county_id', 'about_village_id', 'about_town_id', 'about_county_id'].map((name) =>
        code(name, 26, maybe),
      ),
      ...[code('state', 40), whole('version'), code('due', 24, maybe), flag('due_estimated'), code('clock_at', 24, maybe), long('course')],
      ...[code('data_key', 200), long('answers'), whole('events'), code('head', 64)],
      ...[code('created_at', 24), code('changed_at', 24), code('recorded_at', 24), code('mark', 64)],
    ],
    [
      index('application_receipt', ['receipt'], { isUnique: true }),
      index('application_person', ['person_id', 'id']),
      index('application_filer', ['filer_id', 'id']),
      index('application_about', ['about_id', 'id']),
      index('application_clock', ['clock_at']),
      index('application_recorded', ['recorded_at', 'id']),
    ],
  ],
  [
    'application_event',
    [
      ...[code('application_id', 26, key), whole('seq', key), code('move', 40), code('from_state', 40), code('to_state', 40)],
      ...[
        code('actor_id', 26, maybe),
        code('handler_id', 26, maybe),
        code('party', 40),
        flag('standing_in'),
        code('on_behalf_id', 26, maybe),
        long('input'),
        code('at', 24),
        code('hash', 64),
      ],
    ],
    [index('event_handler', ['handler_id', 'at', 'application_id'])],
  ],
  [
    'application_todo',
    [code('holder', 60, key), code('due', 24, key), code('application_id', 26, key), code('kind', 40)],
    [index('todo_application', ['application_id']), index('todo_kind', ['holder', 'kind', 'due', 'application_id'])],
  ],
  [
    'application_slot',
    [code('person_id', 26, key), code('kind', 40, key), code('about_id', 26, key), code('application_id', 26)],
    [index('slot_application', ['application_id'])],
  ],
  [
    'upload',
    [
      code('id', 26, key),
      code('account_id', 26),
      code('application_id', 26, maybe),
      code('data_key', 200),
      code('mark', 64),
      whole('width'),
      whole('height'),
      whole('bytes'),
      code('at', 24),
    ],
    [index('upload_unkept', ['application_id', 'at'])],
  ],
]

const activities = ({ code, words, long, whole, flag }: Columns): Declared[] => [
  [
    'activity',
    [
      ...[
        code('id', 26, key),
        words('title', 60),
        code('sort', 20),
        code('cover', 20),
        words('place', 80),
        code('organiser_id', 26),
        code('starts_at', 24),
        code('ends_at', 24),
        code('enrol_by', 24),
      ],
      ...[
        whole('seats'),
        whole('taken'),
        whole('waiting'),
        whole('queue_last'),
        flag('needs_review'),
        words('bring', 120),
        long('about'),
        long('rules'),
        code('state', 12),
      ],
      ...[code('check_at', 24, maybe), code('created_by', 26), code('created_at', 24)],
    ],
    [
      index('activity_coming', ['state', 'starts_at', 'id']),
      index('activity_organiser', ['organiser_id', 'starts_at', 'id']),
      index('activity_check', ['check_at']),
    ],
  ],
  [
    'activity_place',
    [code('application_id', 26, key), code('activity_id', 26), code('standing', 8), whole('queue_no')],
    [index('place_queue', ['activity_id', 'standing', 'queue_no'])],
  ],
  ['poster_read', [code('activity_id', 26, key), code('village_id', 26, key), code('day', 10, key), whole('times')]],
  [
    'certificate',
    [
      ...[code('id', 26, key), code('number', 11), code('activity_id', 26), code('issued_at', 24), code('issued_by', 26)],
      ...[
        code('revoked_at', 24, maybe),
        code('revoked_by', 26, maybe),
        code('data_key', 200),
        long('words'),
        long('reason'),
        code('mark', 64),
      ],
    ],
    [index('certificate_number', ['number'], { isUnique: true }), index('certificate_activity', ['activity_id', 'id'])],
  ],
  [
    'roster_mark',
    [
      ...[code('id', 26, key), code('activity_id', 26), code('about_id', 26), long('undoes'), code('at', 24), code('stored_at', 24)],
      ...[code('account_id', 26), code('data_key', 200), long('who')],
    ],
    [index('roster_about', ['activity_id', 'about_id'])],
  ],
]

const messages = ({ code, long, whole }: Columns): Declared[] => [
  [
    'notice',
    [
      code('id', 26, key),
      code('account_id', 26),
      code('application_id', 26, maybe),
      code('sort', 10),
      code('data_key', 200),
      long('words'),
      code('at', 24),
    ],
    [index('notice_account', ['account_id', 'id'])],
  ],
  [
    'outbox',
    [
      ...[
        code('id', 26, key),
        code('state', 8),
        whole('attempts'),
        code('next_at', 24),
        code('lease', 26, maybe),
        code('failure', 20, maybe),
      ],
      ...[code('place_id', 26, maybe), code('called', 12, maybe), code('done_at', 24, maybe)],
    ],
    [index('outbox_due', ['state', 'next_at']), index('outbox_lease', ['lease']), index('outbox_calls', ['place_id', 'state', 'id'])],
  ],
  ['message_permission', [code('account_id', 26, key), code('template', 10, key), whole('remaining')]],
]

const keeping = ({ code, long, whole, flag }: Columns): Declared[] => [
  ['anchor', [whole('no', key), code('at', 24), flag('closed'), code('mark', 64, maybe)]],
  [
    'erasure',
    [code('id', 26, key), code('sort', 12), code('subject_id', 26), code('at', 24), code('data_key', 200), long('words'), code('mark', 64)],
    [index('erasure_subject', ['subject_id'])],
  ],
]

const tables = (runner: QueryRunner): Declared[] => {
  const columns = columnsFor(runner)
  return [...places(columns), ...people(columns), ...cases(columns), ...activities(columns), ...messages(columns), ...keeping(columns)]
}

export class Foundation1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, columns, indices = []] of tables(runner)) await runner.createTable(new Table({ name, columns, indices }), true)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name] of tables(runner).reverse()) await runner.dropTable(name, true)
  }
}
