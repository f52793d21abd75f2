import { type ActivityView, SORTS, type Sort } from '@shared/features/activity/activity.schema'
import { ScrollView, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { ActivityRow } from '../../../core/activity/activity-row'
import { get } from '../../../core/api'
import { ListEnd } from '../../../core/list-end'
import { type Page, usePages } from '../../../core/pages'
import { Loading, Nothing, Screen } from '../../../core/screen'
import './list.scss'

const CHOICES = [{ sort: '', name: '全部' }, ...Object.keys(SORTS).map((sort) => ({ sort, name: SORTS[sort as Sort] }))]

/** What is coming, the nearest first, by sort. */
export default function ActivityList() {
  const [sort, setSort] = useState(useRouter<{ sort?: string }>().params.sort ?? '')
  const list = usePages<ActivityView>((after) => get<Page<ActivityView>>('/activities', { box: 'coming', sort, after }), [sort])
  const now = new Date().toISOString()
  return (
    <Screen>
      <ScrollView scrollX className="sorts">
        {CHOICES.map((choice) => (
          <View
            key={choice.sort}
            className={`sort ${choice.sort === sort ? 'on' : ''} s-${choice.sort || 'all'}`}
            ariaRole="button"
            onClick={() => setSort(choice.sort)}
          >
            {choice.name}
          </View>
        ))}
      </ScrollView>
      <Loading of={list}>
        {list.data?.items.map((activity) => (
          <ActivityRow key={activity.id} activity={activity} now={now} />
        ))}
        {list.data?.items.length === 0 && (
          <Nothing title="这一类最近没有" note="有了新活动，会出现在这里">
            {sort !== '' && (
              <Action tone="soft" className="see-all" onTap={() => setSort('')}>
                看看别的活动
              </Action>
            )}
          </Nothing>
        )}
        <ListEnd of={list} />
      </Loading>
    </Screen>
  )
}
