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

/** Before she takes her declaration back. What a bank has paid out and not yet reported can then not be reported any more: no subsidy. */
export const sayWithdrawing = (atBank: boolean): string =>
  `${atBank ? '钱已经到手的先别撤回，先问银行：撤回了，这笔贷款就不能再登记贴息。' : ''}撤回以后要从头再填。确定不申报了吗？`
