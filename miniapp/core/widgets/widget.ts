import type { Field, Fields, FieldType, ValueOf } from '@shared/core/fields'
import type { Part } from '@shared/core/kind'

export type FieldOf<T extends FieldType> = Extract<Field, { type: T }>

/** What every widget gets: one question, its answer, and where a new answer goes. */
export interface WidgetProps<T extends FieldType> {
  field: FieldOf<T>
  value: ValueOf<FieldOf<T>> | undefined
  onChange: (value: ValueOf<FieldOf<T>> | undefined) => void
  /** something is wrong with the answer: the words stand below, the frame turns red */
  bad: boolean
  /** the questions that a list of corrections may name */
  correctable: Fields
  /** the same in groups, where they are many */
  parts?: readonly Part[]
  /** the thing applied for, which may add questions */
  about?: Readonly<Record<string, unknown>>
}
