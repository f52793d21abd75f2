import type { Correction } from '../../core/fields'

/** What is to be put right, in one sentence. */
export const sayCorrections = (all: readonly Correction[] = []): string => `请补充：${all.map(({ note }) => note).join('；')}`

/** What she is to know once the money is hers and a consent is not there: the contract and the subsidy go on, without her papers and her name. */
export const sayWithheld = ({ bankConsent, financeConsent }: Readonly<Record<string, unknown>>): string =>
  [
    bankConsent === true ? '' : '您收回了给银行的同意：银行照合同接着登记还款，看不到您的申报资料。',
    financeConsent === true ? '' : '您没有同意把资料交给财政：贴息照样算，清单上只有受理编号，没有您的名字。',
  ].join('')

export const AMENDED = '银行更正了放款的数字，请打开看看对不对。'
