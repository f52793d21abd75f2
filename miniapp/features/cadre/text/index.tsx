import type { DeskView } from '@shared/features/campaign/desk.api'
import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { get } from '../../../core/api'
import { readDraft } from '../../../core/drafts'
import type { FormAnswers } from '../../../core/field-form'
import { Known } from '../../../core/known'
import { useLoaded } from '../../../core/loaded'
import { Screen } from '../../../core/screen'
import { answersOf } from './content'
import { TextForm } from './text-form'
import { TextView } from './text-view'
import { draftOf, type Writing } from './writing'
import '../../../core/desk.scss'
import './index.scss'

/** One text: `?id=`; with `?sort=` a new one, an article or a quiz of `?campaign=` or a new campaign. */
export default function TextPage() {
  const { id, sort, campaign } = useRouter().params
  return (
    <Known>
      {(who) =>
        id ? (
          <Stored key={who} id={id} />
        ) : (
          <Write key={who} writing={{ sort: sort === 'frame' || sort === 'quiz' ? sort : 'article', campaign }} />
        )
      }
    </Known>
  )
}

function Stored({ id }: { id: string }) {
  const text = useLoaded(() => get<DeskView>(`/campaign-texts/${id}`), [id], { onShow: true })
  const [editing, setEditing] = useState(false)
  const { data } = text
  if (!data) return <Screen className="cadre" of={text} />
  if (!editing) return <TextView view={data} onEdit={() => setEditing(true)} onChanged={text.set} />
  const saved = () => {
    setEditing(false)
    void text.reload()
  }
  return <Write writing={{ sort: data.sort, view: data }} onSaved={saved} />
}

/** @param onSaved for a new text: its own page takes this one's place */
function Write({ writing, onSaved }: { writing: Writing; onSaved?: () => void }) {
  const first = useLoaded(() => firstAnswers(writing))
  if (!first.data) return <Screen className="cadre" of={first} />
  const saved = (id: string) => (onSaved ? onSaved() : void Taro.redirectTo({ url: `/features/cadre/text/index?id=${id}` }))
  return <TextForm writing={writing} first={first.data} onSaved={saved} />
}

async function firstAnswers(writing: Writing): Promise<FormAnswers> {
  const draft = await readDraft('text', draftOf(writing))
  if (draft) return draft.answers
  return writing.view ? answersOf(writing.view) : { cover: 'scale', leaveNow: false, sort: 'article' }
}
