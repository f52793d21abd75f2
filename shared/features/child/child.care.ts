import { CARE, type Need, type Time, type Tongue, type Wish } from '../../core/care'

/** What is asked of mothers and children in the same words. */
export interface CareAsked {
  needs: readonly Need[]
  when: readonly Time[]
  speaks: readonly Tongue[]
  /** what the child hopes of whoever comes */
  hopes: readonly Wish[]
}

/** The answers that stand in a list, in its order; a record from before a question was asked has none. */
const among = <V extends string>(list: readonly { value: V }[], answer: unknown): V[] =>
  Array.isArray(answer) ? list.map(({ value }) => value).filter((value) => answer.includes(value)) : []

/** The care part of a record as matching reads it. Of what a child needs only that counts which a caring mother can give; the rest is for others. */
export const careAsked = (care: Readonly<Record<string, unknown>>): CareAsked => ({
  needs: among(CARE.needs, care.needs),
  when: among(CARE.times, care.when),
  speaks: among(CARE.tongues, care.speaks),
  hopes: among(CARE.wishes, care.hopes),
})
