import { dayOf, sayDay } from '@shared/core/time'
import { sayQuarter } from '@shared/features/loan/book.quarters'
import { CLAIM_STATES, type ClaimView } from '@shared/features/loan/claim.api'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { Action } from '../../../core/action'
import { get } from '../../../core/api'
import { useDoing } from '../../../core/doing'
import { Known } from '../../../core/known'
import { useLoaded } from '../../../core/loaded'
import { Sum } from '../../../core/loan/book-parts'
import { sayFullDay, yuan } from '../../../core/loan/words'
import { openPaper } from '../../../core/papers'
import { Screen } from '../../../core/screen'
import { Trouble } from '../../../core/trouble'
import { ConfirmSheet } from './confirm-sheet'
import { usePaying } from './except'
import { ClaimLines } from './lines'
import { PaidSheet } from './paid-sheet'
import { ReturnSheet } from './return-sheet'
import '../../../core/desk.scss'

/** The claim of one quarter: every loan with its arithmetic, and what the caller may do with the whole. */
export default function ClaimPage() {
  const { id = '' } = useRouter<{ id?: string }>().params
  return <Known>{(who) => <Claim key={who} id={id} />}</Known>
}

type Step = ClaimView['may'][number]
/** What is done with the whole list, at the bottom of the page. */
const STEPS: readonly Step[] = ['return', 'confirm', 'pay']

function Claim({ id }: { id: string }) {
  const loaded = useLoaded(() => get<ClaimView>(`/loan/claims/${id}`), [id], { onShow: true })
  const [step, setStep] = useState<Step>()
  const { data: claim } = loaded
  const paying = usePaying(claim)
  const close = () => setStep(undefined)
  const done = (next: ClaimView) => {
    close()
    loaded.set(next)
  }
  // Who pays looks at the whole list again before she does so on other figures than she saw.
  const lookAgain = async () => {
    close()
    await loaded.reload()
    void Taro.showToast({ title: '清单刚有人动过，请再看一遍', icon: 'none' })
  }
  const rest = { onClose: close, onDone: done, onStale: loaded.reload }
  const may = claim?.may ?? []
  const decides = STEPS.some((one) => may.indexOf(one) >= 0)
  return (
    <Screen
      className="cadre"
      of={loaded}
      foot={claim && decides && <Foot claim={claim} paying={paying} onStep={setStep} again={loaded.reload} />}
    >
      {claim && (
        <>
          <Head claim={claim} />
          {claim.state === 'drawing' && <Drawing claim={claim} again={loaded.reload} />}
          <ClaimLines claim={claim} {...(may.indexOf('pay') >= 0 ? { except: paying.except, onExcept: paying.set } : {})} />
          <History of={claim.history} />
          {step === 'confirm' && <ConfirmSheet claim={claim} {...rest} />}
          {step === 'return' && <ReturnSheet claim={claim} {...rest} />}
          {step === 'pay' && <PaidSheet claim={claim} except={paying.except} {...rest} onStale={lookAgain} />}
        </>
      )}
    </Screen>
  )
}

interface FootProps {
  claim: ClaimView
  paying: ReturnType<typeof usePaying>
  onStep: (step: Step) => void
  again: () => Promise<void>
}

function Foot({ claim: { may, lines, state }, paying, onStep, again }: FootProps) {
  const can = (step: Step) => may.indexOf(step) >= 0
  const odd = Object.keys(paying.except).length
  return (
    <View className="feet">
      {can('return') && (
        <Action className="wide m-return" onTap={() => onStep('return')}>
          退回人社
        </Action>
      )}
      {can('confirm') && (
        <Action tone="go" className="wide m-confirm" onTap={() => onStep('confirm')}>
          确认{lines}笔
        </Action>
      )}
      {can('pay') && <Trouble words={paying.trouble} className="pay-trouble" />}
      {can('pay') && paying.waiting && paying.trouble !== '' && (
        <Action className="wide m-read-again" onTap={() => void again()}>
          再读一次
        </Action>
      )}
      {can('pay') && !(paying.waiting && paying.trouble !== '') && (
        <Action tone="go" className="wide m-pay" busy={paying.waiting} onTap={() => onStep('pay')}>
          {`${state === 'paid' ? '更正拨付' : '报拨付'}${odd > 0 ? `（${odd}笔不一样）` : ''}`}
        </Action>
      )}
    </View>
  )
}

function Head({ claim }: { claim: ClaimView }) {
  const { id, quarter, state, lines, total, adjustment, paid, paidDay, differing, may } = claim
  const { busy, trouble, run } = useDoing()
  const download = () => run(() => openPaper(`/loan/claims/${id}/list`, `${sayQuarter(quarter)}贴息清单`, {}, 'xlsx'))
  return (
    <>
      <View>
        <View className="hero">{sayQuarter(quarter)}</View>
        <View className={`tag gap-s ${state === 'paid' ? 'ok' : 'wait'}`}>{CLAIM_STATES[state]}</View>
      </View>
      <View className="card claim-total">
        <Sum name={`一共${lines}笔`}>{yuan(total)}</Sum>
        {adjustment !== 0 && <Sum name="其中更正以前季度的">{yuan(adjustment)}</Sum>}
        {paid !== null && <Sum name={`${paidDay ? sayFullDay(paidDay) : ''}拨付`}>{yuan(paid)}</Sum>}
        {differing > 0 && (
          <View className="wrong gap-s">
            {differing}笔实付和清单不一样，差{yuan((paid ?? 0) - total)}
          </View>
        )}
        {may.indexOf('download') >= 0 && (
          <Action className="gap m-download" busy={busy} onTap={download}>
            {busy ? '正在做表…' : '下载清单'}
          </Action>
        )}
        <Trouble words={trouble} className="gap-s" />
      </View>
    </>
  )
}

const LOOK_AGAIN_MS = 2_000

/** The figures are being reckoned: looked after until they are there. */
function Drawing({ claim, again }: { claim: ClaimView; again: () => Promise<void> }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was answered last is what is asked for next
  useEffect(() => {
    const timer = setTimeout(() => void again(), LOOK_AGAIN_MS)
    return () => clearTimeout(timer)
  }, [claim, again])
  return (
    <View className="card soft" ariaRole="alert">
      正在一笔一笔核算，好了会自己出来。可以先去做别的
    </View>
  )
}

function History({ of }: { of: ClaimView['history'] }) {
  if (of.length === 0) return null
  const now = new Date().toISOString()
  return (
    <View className="card history">
      <View className="title">办到哪一步了</View>
      {of.map(({ what, who, at, note }) => (
        <View key={`${at} ${what}`} className="gap-s">
          <View>
            {sayDay(dayOf(at), now)} {who}：{what}
          </View>
          {note !== '' && <View className="note">{note}</View>}
        </View>
      ))}
    </View>
  )
}
