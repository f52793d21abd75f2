import type { ActivityView } from '@shared/features/activity/activity.schema'
import type { Said } from '../../core/said'

const STATES: Record<ActivityView['state'], Said> = {
  checking: { words: '内容检查中', tone: 'wait' },
  published: { words: '已发布', tone: 'ok' },
  withheld: { words: '内容没有通过检查，没有发布', tone: 'danger' },
  cancelled: { words: '已取消', tone: 'plain' },
}

/** What is over is over, whatever became of it before. */
export const stateOf = ({ state, endsAt }: ActivityView, now: string): Said =>
  state === 'published' && endsAt <= now ? { words: '已结束', tone: 'plain' } : STATES[state]
