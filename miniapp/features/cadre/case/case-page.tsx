import type { EventView } from '@shared/features/applications/applications.schema'
import { stageIn } from '@shared/features/pairing/pairing.rules'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { useLoaded } from '../../../core/loaded'
import { MoveButtons } from '../../../core/move-buttons'
import { sayPlace, usePlaces } from '../../../core/places'
import { PrintSheet } from '../../../core/print-sheet'
import { toCadreBook, toMatch, toText } from '../../../core/routes'
import { Screen } from '../../../core/screen'
import { StateTag } from '../../../core/state-tag'
import { Timeline } from '../../../core/timeline'
import { WorryEntry } from '../../../core/worry-entry'
import { DueTag } from '../due-tag'
import { Answers } from './answers'
import { Company } from './company'
import { goOn } from './go-on'
import { KnownLoans } from './known-loans'
import { type Opened, openCase } from './opened'
import { Rules } from './rules'
import { Watched } from './watched'
import { WorryParts } from './worry-parts'

export function CasePage({ id }: { id: string }) {
  const loaded = useLoaded(() => openCase(id), [id])
  const [known, setKnown] = useState<number>()
  const { data } = loaded
  const now = new Date().toISOString()
  const stale = () => {
    setKnown(data?.view.events[data.view.events.length - 1]?.seq ?? 0)
    void loaded.reload()
  }
  const foot =
    data && data.view.moves.length > 0 ? (
      <View className="decide">
        <MoveButtons
          view={data.view}
          fields={data.kind.fields}
          parts={data.kind.parts}
          // What did not wait for her is no step of her inbox: she stays with it.
          onMoved={(view, move) =>
            data.kind.urgent || !data.view.yours
              ? loaded.set({ ...data, view })
              : goOn(view, data.view.moves.find(({ name }) => name === move)?.label ?? '')
          }
          onStale={stale}
        />
      </View>
    ) : undefined
  return (
    <Screen className="cadre" of={loaded} foot={foot}>
      {data && (
        <>
          <Head opened={data} now={now} />
          {data.view.watched && <Watched view={data.view} onDone={() => void loaded.reload()} />}
          {known !== undefined && <Changed events={data.view.events.filter(({ seq }) => seq > known)} />}
          {data.kind.about === 'text' && data.view.about && <SeeText id={data.view.about} />}
          {data.kind.about === 'text' && data.view.state === 'published' && <PrintSheet view={data.view} />}
          {data.view.found.book === true && <SeeBook id={data.view.id} words="看还款和贴息" />}
          {data.kind.about === 'loan' && data.view.about && <SeeBook id={data.view.about} words="看看这笔贷款" />}
          {data.kind.kind === 'pairing' && data.view.about && <SeeMatch child={data.view.about} />}
          <KnownLoans view={data.view} />
          {data.view.verdicts.length > 0 && <Rules view={data.view} />}
          {data.kind.kind === 'pairing' && stageIn(data.view.state) === 'paired' && <Company pairing={id} />}
          <Answers key={data.view.id} view={data.view} kind={data.kind} />
          {data.kind.kind === 'worry' && <WorryParts view={data.view} now={now} onNamed={(view) => loaded.set({ ...data, view })} />}
          <Past opened={data} now={now} />
          {data.kind.kind === 'pairing' && data.view.about && <WorryEntry child={data.view.about} />}
        </>
      )}
    </Screen>
  )
}

/** What is reviewed: as readers would get it, with what has changed. */
const SeeText = ({ id }: { id: string }) => (
  <Action tone="soft" className="see-text" onTap={() => toText(id)}>
    看稿件和改动
  </Action>
)

const SeeMatch = ({ child }: { child: string }) => (
  <Action tone="soft" className="see-match" onTap={() => toMatch(child)}>
    看这个孩子的结对
  </Action>
)

const SeeBook = ({ id, words }: { id: string; words: string }) => (
  <Action tone="soft" className="see-book" onTap={() => toCadreBook(id)}>
    {words}
  </Action>
)

function Head({ opened: { view, kind }, now }: { opened: Opened; now: string }) {
  const places = usePlaces()
  const { village, phone } = view.answers
  const about = view.title === kind.title ? kind.title : `${kind.title} · ${view.title}`
  const where = [typeof village === 'string' ? sayPlace(village, places) : '', phone].filter(Boolean)
  return (
    <View>
      <View className="row top case-head">
        <View className="hero grow">{view.who ?? '没有留名'}</View>
        {view.yours ? <DueTag due={view.due} now={now} /> : <StateTag tone={view.tone} label={view.label} />}
      </View>
      {where.length > 0 && <View className="note">{where.join(' · ')}</View>}
      <View className="note">{about}</View>
      <View className="note">受理编号 {view.receipt}</View>
      {view.moves.map(
        ({ name, note }) =>
          note && (
            <View key={name} className="note strong">
              {note}
            </View>
          ),
      )}
    </View>
  )
}

/** Somebody was quicker: what has happened since she opened the page. */
function Changed({ events }: { events: readonly EventView[] }) {
  return (
    <View className="card caution changed" ariaRole="alert">
      <View className="strong">您看的时候有了变化，这是最新的</View>
      {events.map(({ seq, by, label, toLabel }) => (
        <View key={seq} className="gap-s">
          {by}：{label}，现在是“{toLabel}”
        </View>
      ))}
    </View>
  )
}

function Past({ opened: { view, kind }, now }: { opened: Opened; now: string }) {
  const next = view.holder ? { title: view.label, note: view.yours ? '等您办' : `等${view.holder}` } : undefined
  return (
    <View className="card">
      <View className="title part-title">办到哪一步了</View>
      <Timeline kind={kind} events={view.events} next={next} now={now} />
    </View>
  )
}
