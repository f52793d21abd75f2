/** What a poster says. */
export interface Poster {
  title: string
  cover: string
  /** the sort in words */
  sort: string
  /** `11月25日(周三)` */
  day: string
  /** `上午9点到11点半` */
  hours: string
  /** what stands at the left of the lower half, the most important first */
  facts: readonly { label: string; words: string }[]
  /** `11月24日(周二)晚上8点前报名` */
  enrolBy: string
  organiser: string
  /** where the poster hangs */
  village?: string
  /** a mini-program code as a picture, or the address that an ordinary code leads to; without either there is a place to paste one */
  code?: { picture: Uint8Array } | { address: string }
}

/** The head of an official sign-in form (签到表). */
export interface FormHead {
  /** `渝江县悦来镇妇联` */
  office: string
  title: string
  when: string
  place: string
  organiser: string
  /** what was answered to the activity's own questions, a line each: totals, never who */
  totals: readonly string[]
}

export interface FormRow {
  name: string
  village: string
  /** when she came, `上午9点05分`; nothing leaves the cell empty for her signature */
  came?: string
  note?: string
}

/** What a certificate says, fixed on the day when it was issued. */
export interface CertificateWords {
  name: string
  title: string
  /** `2026年11月26日`, or from one day to another */
  days: string
  organiser: string
  /** `2026年11月28日` */
  issued: string
  number: string
  /** where anybody can see whether it is valid */
  address?: string
}

/** What the press is asked for. */
export type Order =
  | { paper: 'poster'; told: Poster }
  | { paper: 'signInForm'; head: FormHead; rows: readonly FormRow[] }
  | { paper: 'certificate'; as: 'pdf' | 'picture'; told: CertificateWords }
