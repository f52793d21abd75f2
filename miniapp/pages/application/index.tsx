import { type Fields, isBlank } from '@shared/core/fields'
import type { ApplicationView } from '@shared/features/applications/applications.schema'
import type { NextActivity } from '@shared/features/enrolment/enrolment.rules'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { Action } from '../../core/action'
import { addToCalendar } from '../../core/activity/calendar'
import { AnswerList } from '../../core/answer-list'
import { wipeDraft } from '../../core/drafts'
import { formMove } from '../../core/form-move'
import { Gate } from '../../core/gate'
import { registry } from '../../core/kinds'
import { useLoaded } from '../../core/loaded'
import { SeeUnder } from '../../core/loan/see-under'
import { MoveButtons } from '../../core/move-buttons'
import { loadCase } from '../../core/moves'
import { askPermission } from '../../core/permission'
import { PrintSheet } from '../../core/print-sheet'
import {
  insteadToCadreCase,
  insteadToWorry,
  toActivity,
  toCertificate,
  toFeedback,
  toForm,
  toLoanBook,
  toMine,
  toText,
  toTicket,
} from '../../core/routes'
import { Screen } from '../../core/screen'
import { Timeline } from '../../core/timeline'
import { useWho } from '../../core/who'
import { WorryEntry } from '../../core/worry-entry'
import './application.scss'
import { Consents } from './consents'
import { Folded, FoldedAnswers } from './folded'
import { PairedChild, ProposedToHer } from './paired-child'
import { Done, Receipt } from './receipt'
import { Standing } from './standing'

export default function Application() {
  const who = useWho()
  return who === null ? (
    <Screen>
      <Gate>{null}</Gate>
    </Screen>
  ) : (
    <Case key={who} />
  )
}

function Case() {
  const { params } = useRouter<{ id: string; fresh?: string }>()
  const loaded = useLoaded(() => loadCase(params.id), [], { onShow: true })
  const [fresh, setFresh] = useState(params.fresh === '1')
  const { data } = loaded
  // What happens afterwards takes the receipt away: it is no news any more.
  const first = useRef<number>()
  if (data) first.current ??= data.version
  const news = fresh && data?.version === first.current
  const title = data ? registry.edition(data.kind, data.edition).title : undefined
  useEffect(() => {
    if (title) void Taro.setNavigationBarTitle({ title })
  }, [title])
  // What she is worried about has a page of its own, with the numbers to call; so has what somebody else is to decide.
  const elsewhere = data && !data.mine ? insteadToCadreCase : data?.kind === 'worry' ? insteadToWorry : undefined
  const id = data?.id
  useEffect(() => {
    if (id && elsewhere) void elsewhere(id)
  }, [id, elsewhere])
  const moved = (view: ApplicationView) => {
    setFresh(false)
    loaded.set(view)
    // Taken back, or sent: nothing of it stays on this phone.
    if (view.mine && !formMove(view)) void wipeDraft(view.kind, view.about ?? '')
    void Taro.showToast({ title: '办好了', icon: 'success' })
  }
  return <Screen of={loaded}>{data && <Parts view={data} fresh={news} came={fresh} onMoved={moved} onStale={loaded.reload} />}</Screen>
}

/** States of a pairing in which she knows the child, or did not long ago. */
const KNOWN: readonly string[] = ['trial', 'review', 'active', 'ended']

interface PartsProps {
  view: ApplicationView
  /** what has just been sent is the news */
  fresh: boolean
  /** she came from the form */
  came: boolean
  onMoved: (view: ApplicationView) => void
  onStale: () => void
}

function Parts({ view, fresh, came, onMoved, onStale }: PartsProps) {
  const kind = registry.edition(view.kind, view.edition)
  const fields: Fields = kind.fields
  const now = new Date().toISOString()
  const next = view.holder ? { title: view.label, note: view.yours ? '等您来办' : `等${view.holder}` } : undefined
  const { about } = view
  const { certificate } = view.found
  const instead = view.found.next as NextActivity | undefined
  const asked = view.found.feedback as { from: string; until: string } | undefined
  const over = asked !== undefined && now >= asked.from
  // Who has been there needs no way in any more.
  const ticket = certificate === undefined && !over ? view.found.ticket : undefined
  // What asks a part of the long form is made there, with everything that it asks at hand.
  const form = formMove(view)
  const shown = form ? { ...view, moves: view.moves.filter(({ name }) => name !== form.name) } : view
  // What went badly is said together with what she can do about it.
  const near = view.yours || view.tone === 'danger'
  // Nothing can be cancelled any more: a button that is always refused helps nobody.
  const moves = (
    <>
      {form && (
        <Action tone="go" className="to-form" onTap={() => toForm(view.kind, about ?? '')}>
          {view.state === kind.start ? '接着填' : '去补充'}
        </Action>
      )}
      <MoveButtons
        view={shown}
        fields={fields}
        quiet={form !== undefined || !view.yours}
        onMoved={onMoved}
        onStale={onStale}
        onTap={askPermission}
      />
    </>
  )
  return (
    <>
      {fresh ? (
        <>
          <Done view={view} />
          <Receipt number={view.receipt} />
        </>
      ) : (
        <>
          {view.title !== kind.title && <View className="title">{view.title}</View>}
          <Standing view={view} now={now}>
            <ProposedToHer view={view} />
            {near && moves}
          </Standing>
        </>
      )}
      <PairedChild view={view} />
      {instead && (
        <Action tone="go" className="see-next" onTap={() => toActivity(instead.id)}>
          看看“{instead.title}”
        </Action>
      )}
      {over && view.mine && now <= asked.until && (
        <Action tone="go" className="see-feedback" onTap={() => toFeedback(view.id)}>
          说说这次怎么样
        </Action>
      )}
      {typeof certificate === 'string' && (
        <Action tone="go" className="see-certificate" onTap={() => toCertificate(certificate)}>
          我的证书
        </Action>
      )}
      {typeof ticket === 'string' && (
        <Action tone={fresh ? 'soft' : 'go'} className="see-ticket" onTap={() => toTicket(ticket, view.title)}>
          我的入场码
        </Action>
      )}
      {typeof ticket === 'string' && about && (
        <Action className="to-calendar" onTap={() => addToCalendar(about)}>
          放进手机日历
        </Action>
      )}
      {view.found.book === true && (
        <Action tone="go" className="see-book" onTap={() => toLoanBook(view.id)}>
          看还款和贴息
        </Action>
      )}
      <View className="card">
        <View className="title part-title">办到哪一步了</View>
        <Folded events={view.events}>{(events) => <Timeline kind={kind} events={events} next={next} now={now} />}</Folded>
      </View>
      {view.mine && kind.kind === 'pairing' && KNOWN.indexOf(view.state) >= 0 && <WorryEntry pairing={view.id} />}
      <Consents kind={kind} view={view} onChanged={onMoved} />
      {Object.values(view.answers).some((value) => !isBlank(value)) && (
        <FoldedAnswers many={kind.parts !== undefined}>
          <AnswerList fields={fields} answers={view.answers} masked={view.masked} />
        </FoldedAnswers>
      )}
      {!fresh && view.state !== kind.start && <SeeUnder of={view} />}
      {!fresh && view.state !== kind.start && <Receipt number={view.receipt} />}
      {kind.about === 'text' && view.state === 'published' && <PrintSheet view={view} />}
      <View className="ways-on">
        {about && kind.about === 'text' && (
          <Action className="see-about" onTap={() => toText(about)}>
            看看这篇稿件
          </Action>
        )}
        {about && kind.about === 'loan' && (
          <Action className="see-about" onTap={() => toLoanBook(about)}>
            看看这笔贷款
          </Action>
        )}
        {about && kind.about === 'activity' && (
          <Action className="see-about" onTap={() => toActivity(about)}>
            看看这个活动
          </Action>
        )}
        {came && (
          <Action className="see-mine" onTap={toMine}>
            我的办理
          </Action>
        )}
        {(fresh || !near) && !over && moves}
      </View>
    </>
  )
}
