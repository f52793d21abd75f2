import type { ChildRow } from '@shared/features/child/child.schema'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { memo, useState } from 'react'
import { Action } from '../../../core/action'
import { get } from '../../../core/api'
import { Known } from '../../../core/known'
import { Listed } from '../../../core/listed'
import { OwnPlace, useOwnPlaces } from '../../../core/own-place'
import { type Page, usePages } from '../../../core/pages'
import { toChild } from '../../../core/routes'
import { Screen } from '../../../core/screen'
import { Segments } from '../../../core/segments'
import { rolesOf, useSession } from '../../../core/session'
import '../../../core/desk.scss'
import '../../../core/field-form.scss'
import '../child.scss'
import { toBegin, toReads } from '../ways'
import { riskOf, sayFacts, stateOf } from '../words'
import { type Filter, FilterSheet, queryOf, sayFilter } from './filter'
import { Openings } from './openings'

const VIEWS = { all: '名单', waiting: '等我看', mine: '我申请的' } as const
type ViewName = keyof typeof VIEWS

/** 儿童档案: the children of her places under their coded names, and what waits for her word. */
export default function ListPage() {
  return <Known>{(who) => <List key={who} />}</Known>
}

function List() {
  const { view: first = 'all' } = useRouter().params
  const [view, setView] = useState<ViewName>(first in VIEWS ? (first as ViewName) : 'all')
  const roles = rolesOf(useSession())
  const [own] = useOwnPlaces()
  const [place, setPlace] = useState(own?.place)
  const writes = roles.some(({ role }) => role === 'village' || role === 'town')
  const county = roles.some(({ role }) => role === 'county')
  return (
    <Screen
      className="cadre"
      foot={
        (writes || county) && (
          <View className="feet">
            {writes && (
              <Action className="wide to-begin" tone="soft" onTap={toBegin}>
                登记一个孩子
              </Action>
            )}
            {county && (
              <Action className="wide to-reads" onTap={toReads}>
                查看记录
              </Action>
            )}
          </View>
        )
      }
    >
      <View>
        <View className="hero">儿童档案</View>
        <View className="note">名单里只有代号。要看封存的内容，写明原因、由另一位干部同意。</View>
        <Segments of={VIEWS} now={view} onPick={setView} />
      </View>
      {view !== 'mine' && <OwnPlace name="place" label="看哪里的" value={place} onChange={(_, one) => setPlace(String(one))} />}
      {view === 'all' ? <Children place={place} /> : <Openings key={view} box={view} place={place} />}
    </Screen>
  )
}

function Children({ place }: { place: string | undefined }) {
  const [filter, setFilter] = useState<Filter>({})
  const [open, setOpen] = useState(false)
  const query = queryOf(filter)
  const narrowed = Object.keys(query).length > 0
  const children = usePages<ChildRow>(
    (after) => get<Page<ChildRow>>('/children', { place, ...query, after }),
    [place, JSON.stringify(query)],
    {
      onShow: true,
    },
  )
  return (
    <>
      <View className="row child-filter">
        <View className="grow note">{narrowed ? sayFilter(filter) : '全部'}</View>
        {narrowed && (
          <Action small className="find-all" onTap={() => setFilter({})}>
            看全部
          </Action>
        )}
        <Action small tone="soft" className="to-filter" onTap={() => setOpen(true)}>
          找一找
        </Action>
      </View>
      {open && (
        <FilterSheet
          first={filter}
          onClose={() => setOpen(false)}
          onFind={(next) => {
            setFilter(next)
            setOpen(false)
            void Taro.pageScrollTo({ scrollTop: 0, duration: 0 })
          }}
        />
      )}
      <Listed
        of={children}
        empty={narrowed ? '没有这样的孩子' : '还没有登记孩子'}
        note={narrowed ? '换个条件再找' : '村里有需要关爱的孩子，先登记一个代号'}
      >
        {(rows) => (
          <View className="card lines">
            {rows.map((row) => (
              <Line key={row.id} row={row} />
            ))}
          </View>
        )}
      </Listed>
    </>
  )
}

/** Light, for a town may have hundreds. */
const Line = memo(function Line({ row }: { row: ChildRow }) {
  const { words, tone } = stateOf(row.state)
  const risk = row.risk && row.state === 'registered' ? riskOf(row.risk) : undefined
  return (
    <View className={`line row wraps c-${row.id}`} hoverClass="pressed" ariaRole="button" onClick={() => toChild(row.id)}>
      <View className="grow">
        <View className="strong">{row.code}</View>
        <View className="note">{sayFacts(row)}</View>
      </View>
      <View className={`tag ${risk ? risk.tone : tone}`}>{risk ? risk.words : words}</View>
    </View>
  )
})
