import { regionList } from '@shared/features/regions/regions.schema'
import { get, type Route } from '../../core/route'
import type { Regions } from './regions.service'

export const regionsRoutes = (regions: Regions): Route[] => [
  get({
    path: '/regions',
    summary: '全县的镇、村和联动单位',
    who: 'public',
    answer: regionList,
    show: async () => ({ items: await regions.list() }),
  }),
]
