import type { ApplicationView } from '@shared/features/applications/applications.schema'
import { worry } from '@shared/features/worry/worry.kind'
import type { WorryView } from '@shared/features/worry/worry.schema'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { AnswerList } from '../../../core/answer-list'
import { get } from '../../../core/api'
import { Gate } from '../../../core/gate'
import { useLoaded } from '../../../core/loaded'
import { MoveButtons } from '../../../core/move-buttons'
import { loadCase } from '../../../core/moves'
import { Loading, Screen } from '../../../core/screen'
import { Timeline } from '../../../core/timeline'
import { useWho } from '../../../core/who'
import { Duty, Lines } from '../../../core/worry/lines'
import { Phones } from '../../../core/worry/phones'
import { Standing } from './standing'

const AGAIN_MS = 20_000

/** Her page of what she has told: who knows, who has taken it, whom to call, what has happened since. */
export default function Told() {
  const { id = '' } = useRouter<{ id?: string }>().params
  const who = useWho()
  if (who !== null) return <Hers key={who} id={id} />
  return (
    <Screen>
      <Lines />
      <Gate>{null}</Gate>
    </Screen>
  )
}

interface Whole {
  view: ApplicationView
  page: WorryView
}

async function load(id: string): Promise<Whole> {
  const [view, page] = await Promise.all([loadCase(id), get<WorryView>(`/worries/${id}`)])
  return { view, page }
}

function Hers({ id }: { id: string }) {
  const of = useLoaded(() => load(id), [id], { onShow: true })
  const open = of.data !== undefined && of.data.page.taken === null
  const { reload } = of
  useEffect(() => {
    if (!open) return
    const timer = setInterval(() => void reload(), AGAIN_MS)
    return () => clearInterval(timer)
  }, [open, reload])
  // The numbers stand there whatever becomes of the line.
  return (
    <Screen>
      <Loading of={of}>{of.data && <Who {...of.data} />}</Loading>
      {of.data?.view.state !== 'closed' && <Lines />}
      {of.data && <Said view={of.data.view} onChanged={() => void reload()} />}
      <Duty />
    </Screen>
  )
}

const Who = ({ view, page }: Whole) => (
  <>
    <Standing view={view} page={page} now={new Date().toISOString()} />
    {page.taken === null && <Phones view={page} />}
  </>
)

function Said({ view, onChanged }: Pick<Whole, 'view'> & { onChanged: () => void }) {
  const now = new Date().toISOString()
  const [more, setMore] = useState(0)
  return (
    <>
      <View className="card">
        <View className="title part-title">您说的</View>
        <AnswerList fields={worry.fields} answers={view.answers} />
        <View className="gap">
          <MoveButtons
            key={more}
            view={{ ...view, answers: {} }}
            fields={worry.fields}
            quiet
            onMoved={() => {
              setMore(more + 1)
              onChanged()
            }}
            onStale={onChanged}
          />
        </View>
      </View>
      <View className="card">
        <View className="title part-title">后来怎么样了</View>
        <Timeline
          kind={worry}
          events={view.events}
          next={view.holder ? { title: view.label, note: `等${view.holder}` } : undefined}
          now={now}
        />
      </View>
    </>
  )
}
