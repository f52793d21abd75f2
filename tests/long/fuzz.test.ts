import { describeHostile } from '../support/fuzz/strangers'

const PATIENCE_MS = 600_000

// 20,000 in all; most go to SQLite, which answers faster. A code for the first county cadre is only ever printed.
describeHostile({ engine: 'sqlite', requests: 15_500, untouched: ['post /api/grants/claim'], patienceMs: PATIENCE_MS })
describeHostile({ engine: 'mysql', requests: 4_500, patienceMs: PATIENCE_MS })
