import type { TeamView } from '@shared/features/pairing/team.schema'
import { useRouter } from '@tarojs/taro'
import { get } from '../../../core/api'
import { Known } from '../../../core/known'
import { useLoaded } from '../../../core/loaded'
import { Screen } from '../../../core/screen'
import { TeamForm } from './team-form'
import '../../../core/desk.scss'
import '../../../core/field-form.scss'

/** Makes a team, or changes one. */
export default function TeamPage() {
  const { id = '', place } = useRouter().params
  return <Known>{(who) => (id ? <Changing key={who} id={id} /> : <TeamForm key={who} place={place} />)}</Known>
}

function Changing({ id }: { id: string }) {
  const team = useLoaded(() => get<TeamView>(`/pairing-teams/${id}`), [id])
  return team.data ? <TeamForm key={team.data.version} team={team.data} place={team.data.place} /> : <Screen of={team} className="cadre" />
}
