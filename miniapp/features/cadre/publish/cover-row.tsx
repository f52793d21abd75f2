import { COVERS } from '@shared/core/covers'
import { ScrollView, View } from '@tarojs/components'
import { Motif } from '../../../core/art/cover'
import { Asked, type BoxProps } from '../../../core/asked'
import { COVER_NAMES } from '../cover-names'
import { questions } from './questions'

/** The sort of activity; it brings its cover along. */
export function SortChips({ value, problem, onChange }: BoxProps) {
  return (
    <Asked name="sort" label={questions.sort.label} problem={problem}>
      <View className="chips">
        {questions.sort.options.map((sort) => (
          <View
            key={sort.value}
            className={`chip o-${sort.value} ${sort.value === value ? 'on' : ''}`}
            ariaRole="button"
            onClick={() => onChange('sort', sort.value)}
          >
            {sort.value === value && '✓ '}
            {sort.label}
          </View>
        ))}
      </View>
    </Asked>
  )
}

/** The motifs side by side; one is always chosen once the sort is. */
export function CoverRow({ value, problem, onChange }: BoxProps) {
  return (
    <Asked name="cover" label={questions.cover.label} problem={problem}>
      <ScrollView scrollX className="covers">
        {COVERS.map((cover) => (
          <View
            key={cover}
            className={`cover-option o-${cover} ${cover === value ? 'on' : ''}`}
            ariaRole="button"
            onClick={() => onChange('cover', cover)}
          >
            <Motif cover={cover} />
            <View className="cover-name">
              {cover === value && '✓'}
              {COVER_NAMES[cover]}
            </View>
          </View>
        ))}
      </ScrollView>
    </Asked>
  )
}
