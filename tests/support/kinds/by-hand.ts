/** Who may do what, and where it leads, written by hand beside the declarations: `state(whom it waits for): move who where; …`. */
const TEXT: Readonly<Record<string, string>> = {
  credit: `
    draft(applicant): submit applicant village; withdraw applicant withdrawn
    village(village): vouch village town; sendBack village supplement; refuse village refused; withdraw applicant withdrawn; object applicant objection
    town(town): recommend town county; sendBack town supplement; refuse town refused; withdraw applicant withdrawn; object applicant objection
    county(county): assign county hr; sendBack county supplement; refuse county refused; withdraw applicant withdrawn; object applicant objection
    hr(hr): confirm hr guarantor; sendBack hr supplement; refuse hr refused; withdraw applicant withdrawn; object applicant objection
    guarantor(guarantor): guarantee guarantor bank; sendBack guarantor supplement; refuse guarantor refused; withdraw applicant withdrawn; object applicant objection
    bank(bank): grant bank released; handBack bank county; sendBack bank supplement; refuse bank refused; withdraw applicant withdrawn; object applicant objection
    supplement(applicant): resubmit applicant back; withdraw applicant withdrawn; object applicant objection
    objection(county): reply county back; withdraw applicant withdrawn
    released(bank): collect bank repaying; object applicant objection
    repaying(bank): note bank here; settle bank settled; object applicant objection
    settled(): 
    refused(): 
    withdrawn(): `,
  threeParties: `
    draft(applicant): submit applicant town
    town(town): match town consent
    consent(applicant,guardian,village): agree each trial; decline applicant,guardian,village declined
    trial(): pass system active; end applicant,guardian,village ended
    active(): note applicant here; end applicant,guardian,village ended
    declined(): 
    ended(): `,
  petition: `
    draft(applicant): submit applicant received; withdraw applicant withdrawn
    received(county): accept county handling; refer county referred; refuse county closed; withdraw applicant withdrawn
    handling(county): extend county extended; reply county answered; withdraw applicant withdrawn
    extended(county): reply county answered; withdraw applicant withdrawn
    answered(): review applicant review; close system closed; withdraw applicant withdrawn
    review(county): reply county reviewed; withdraw applicant withdrawn
    reviewed(): 
    referred(): 
    closed(): 
    withdrawn(): `,
  enrolment: `
    draft(applicant): submit applicant review|seated|waiting; ask applicant asking
    asking(organiser): admit organiser seated|waiting; refuse organiser refused; cancel applicant cancelled; callOff system calledOff
    review(organiser): accept organiser seated|waiting; refuse organiser refused; cancel applicant cancelled; callOff system calledOff
    seated(): cancel applicant cancelled; callOff system calledOff
    waiting(): offer system offered; promote system seated|passedBy; letIn organiser seated; cancel applicant cancelled; callOff system calledOff
    offered(applicant): accept applicant seated; decline applicant declined; hurry system offered; lapse system lapsed; callOff system calledOff
    declined(): 
    lapsed(): 
    passedBy(): 
    calledOff(): 
    cancelled(): 
    refused(): `,
}

export interface HandMove {
  by: readonly string[]
  each: boolean
  to: readonly string[]
}
export interface HandState {
  waitsFor: readonly string[]
  moves: Readonly<Record<string, HandMove>>
}

const listed = (text: string): string[] => text.split(',').filter(Boolean)

function readMove(text: string, waitsFor: readonly string[]): [string, HandMove] {
  const [name = '', by = '', to = ''] = text.trim().split(' ')
  return [name, { by: by === 'each' ? waitsFor : listed(by), each: by === 'each', to: to.split('|') }]
}

function readState(line: string): [string, HandState] {
  const [, name = '', waits = '', moves = ''] = /^(\w+)\(([\w,]*)\):(.*)$/.exec(line.trim()) ?? []
  const waitsFor = listed(waits)
  const read = moves
    .split(';')
    .filter((text) => text.trim())
    .map((text) => readMove(text, waitsFor))
  return [name, { waitsFor, moves: Object.fromEntries(read) }]
}

const READ = new Map(Object.entries(TEXT).map(([kind, text]) => [kind, Object.fromEntries(text.trim().split('\n').map(readState))]))

/** What the hand says of a kind, state by state. */
export const byHand = (kind: string): Readonly<Record<string, HandState>> => READ.get(kind) ?? {}
