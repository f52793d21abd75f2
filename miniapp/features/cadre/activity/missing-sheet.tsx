import { ABSENCES, type Absence, type SummaryView } from '@shared/features/activity/summary.schema'
import { View } from '@tarojs/components'
import { put } from '../../../core/api'
import { useDoing } from '../../../core/doing'
import { Sheet } from '../../../core/sheet'
import { Trouble } from '../../../core/trouble'

type Missing = NonNullable<SummaryView['afterwards']>['missing']

interface MissingSheetProps {
  activity: string
  missing: Missing
  onClose: () => void
  onChanged: () => void
}

const REASONS = Object.keys(ABSENCES) as Absence[]

/** Who did not come, and why: a tap on a reason, a second one takes it back. */
export function MissingSheet({ activity, missing, onClose, onChanged }: MissingSheetProps) {
  const { trouble, run } = useDoing()
  const tell = (enrolment: string, reason: Absence | null) =>
    run(async () => {
      await put<SummaryView>(`/activities/${activity}/absences`, { enrolment, reason })
      onChanged()
    })
  return (
    <Sheet open title="没来的姐妹" onClose={onClose}>
      <View className="note">点一下原因就记好了，再点一下取消。不知道的不用记。</View>
      <Trouble words={trouble} className="sheet-problem" />
      {missing.map(({ id, name, village, reason }) => (
        <View key={id} className={`line missing-one of-${id}`}>
          <View className="row">
            <View className="strong grow">{name}</View>
            <View className="note">{village}</View>
          </View>
          <View className="chips">
            {REASONS.map((one) => (
              <View
                key={one}
                className={`chip ${reason === one ? 'chosen' : ''}`}
                ariaRole="radio"
                ariaChecked={reason === one}
                onClick={() => tell(id, reason === one ? null : one)}
              >
                {ABSENCES[one]}
              </View>
            ))}
          </View>
        </View>
      ))}
    </Sheet>
  )
}
