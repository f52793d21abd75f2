import type { ApplicationRow } from '@shared/features/applications/applications.schema'
import { View } from '@tarojs/components'
import { get } from '../../../core/api'
import { Listed } from '../../../core/listed'
import { type Page, usePages } from '../../../core/pages'
import type { HeadedProps } from './inbox'
import { CaseLine } from './lines'

const fetchHandled = (after?: string): Promise<Page<ApplicationRow>> => get('/applications', { box: 'handled', after })

/** What she decided, and how it stands now. */
export function Handled({ head }: HeadedProps) {
  const now = new Date().toISOString()
  const handled = usePages(fetchHandled)
  return (
    <>
      {head('我办过的')}
      <Listed of={handled} empty="还没有办过的事" note="您办过的都会记在这里">
        {(rows) => (
          <View className="card lines">
            {rows.map((row) => (
              <CaseLine key={row.id} row={row} now={now} past />
            ))}
          </View>
        )}
      </Listed>
    </>
  )
}
