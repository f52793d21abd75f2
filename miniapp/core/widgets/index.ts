import type { FieldType } from '@shared/core/fields'
import type { ComponentType } from 'react'
import { CorrectionsBox } from './corrections-box'
import { DayBox } from './day-box'
import { ExtraBox } from './extra-box'
import { LongText } from './long-text'
import { MoneyBox } from './money-box'
import { NumberBox } from './number-box'
import { ConsentBox, OneOf, SomeOf, YesNo } from './options'
import { PhoneBox } from './phone-box'
import { PictureBox } from './picture-box'
import { OfficeBox, VillageBox } from './place-box'
import { SignatureBox } from './signature-box'
import { TextBox } from './text-box'
import type { WidgetProps } from './widget'

/** One widget per type of question. */
export const widgets: { [T in FieldType]: ComponentType<WidgetProps<T>> } = {
  text: TextBox,
  longText: LongText,
  phone: PhoneBox,
  idCard: TextBox,
  year: NumberBox,
  whole: NumberBox,
  money: MoneyBox,
  rate: MoneyBox,
  day: DayBox,
  yesNo: YesNo,
  choice: OneOf,
  choices: SomeOf,
  village: VillageBox,
  office: OfficeBox,
  pictures: PictureBox,
  signature: SignatureBox,
  consent: ConsentBox,
  corrections: CorrectionsBox,
  extra: ExtraBox,
}
