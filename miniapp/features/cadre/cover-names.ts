import type { Cover } from '@shared/core/covers'

export const COVER_NAMES: Record<Cover, string> = {
  wheat: '麦穗',
  phone: '手机',
  home: '小家',
  coin: '钱币',
  scale: '天平',
  medal: '奖章',
  book: '书本',
  flower: '花',
  people: '姐妹',
}
