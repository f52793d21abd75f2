import { workdays } from '@shared/core/deadline'
import { consent, office, text } from '@shared/core/fields'
import { defineKind, type Move, sender, stay } from '@shared/core/kind'

/** The compiler is the test here: a line marked as wrong that compiles is an error of its own. */
describe('what a kind may say is checked by the compiler', () => {
  const fields = { story: text('事情', 20), agreed: consent('同意转交', '核对'), bank: office('银行', 'bank') }
  const said = { kind: 'a', title: '小事', about: 'region', fields, start: 'draft' } as const
  const draft = { label: '填写中', waitsFor: 'applicant', noDeadline: '不急' } as const
  const done = { label: '已办结' }

  it('compiles what is right', () => {
    const right = defineKind({
      ...said,
      people: { guardian: '监护人' },
      consents: { bank: 'agreed', guardian: 'agreed' },
      states: {
        draft: {
          ...draft,
          moves: { submit: { label: '提交', to: ['both', 'done'], effect: 'choose', asks: ['story', 'bank'], assigns: 'bank' } },
        },
        both: {
          label: '两方同意',
          waitsFor: ['applicant', 'guardian'],
          within: workdays(3),
          skip: { to: 'done', when: ({ answers }) => answers.agreed === true && answers.story !== '' },
          clock: { after: workdays(9), move: 'lapse' },
          moves: {
            agree: { label: '同意', to: 'done', by: 'each' },
            back: { label: '退回', to: sender, asks: { namedIn: 'story' } },
            note: { label: '记一笔', to: stay, by: ['guardian', 'organiser', 'hr'] },
            lapse: { label: '期满', to: 'done', by: 'system' },
          },
        },
        done: { ...done, says: ({ answers }) => `${answers.story}` },
      },
      anywhere: { withdraw: { label: '撤回', to: 'done', by: 'applicant', except: ['both'] } },
    })
    expect([right.edition, right.states.both.label]).toEqual([1, '两方同意'])
  })

  it('knows states', () => {
    // @ts-expect-error a start that is no state
    defineKind({ ...said, start: 'begin', states: { draft, done } })
    // @ts-expect-error a move to no state
    defineKind({ ...said, states: { draft: { ...draft, moves: { submit: { label: '提交', to: 'dnoe' } } }, done } })
    // @ts-expect-error one outcome of several is no state
    defineKind({ ...said, states: { draft: { ...draft, moves: { go: { label: '去', to: ['done', 'x'], effect: 'e' } } }, done } })
    // @ts-expect-error a skip to no state
    defineKind({ ...said, states: { draft: { ...draft, skip: { to: 'dnoe', when: () => true } }, done } })
    // @ts-expect-error a move everywhere to no state
    defineKind({ ...said, states: { draft, done }, anywhere: { stop: { label: '停', to: 'dnoe', by: 'applicant' } } })
    // @ts-expect-error an exception that is no state
    defineKind({ ...said, states: { draft, done }, anywhere: { stop: { label: '停', to: 'done', except: ['x'] } } })
  })

  it('knows fields', () => {
    // @ts-expect-error a question that there is not
    defineKind({ ...said, states: { draft: { ...draft, moves: { go: { label: '去', to: 'done', asks: ['stroy'] } } }, done } })
    // @ts-expect-error corrections named in no question
    defineKind({ ...said, states: { draft: { ...draft, moves: { go: { label: '去', to: 'done', asks: { namedIn: 'x' } } } }, done } })
    // @ts-expect-error an office answered in no question
    defineKind({ ...said, states: { draft: { ...draft, moves: { go: { label: '去', to: 'done', assigns: 'x' } } }, done } })
    // @ts-expect-error a consent that is a text
    defineKind({ ...said, consents: { bank: 'story' }, states: { draft, done } })
    // @ts-expect-error words about an answer that there is not
    defineKind({ ...said, states: { draft, done: { ...done, says: ({ answers }) => `${answers.stroy}` } } })
    // @ts-expect-error an office of no partner
    office('银行', 'bnak')
  })

  it('knows parties', () => {
    // @ts-expect-error a wait for nobody
    defineKind({ ...said, states: { draft: { ...draft, waitsFor: 'mayor' }, done } })
    // @ts-expect-error a person whom only another kind has
    defineKind({ ...said, states: { draft: { ...draft, waitsFor: ['applicant', 'guardian'] }, done } })
    // @ts-expect-error a move by nobody
    defineKind({ ...said, states: { draft: { ...draft, moves: { go: { label: '去', to: 'done', by: 'mayor' } } }, done } })
    // @ts-expect-error a consent for nobody
    defineKind({ ...said, consents: { mayor: 'agreed' }, states: { draft, done } })
  })

  it('wants an effect where there are several outcomes', () => {
    // @ts-expect-error nobody chooses
    const several: Move = { label: '去', to: ['a', 'b'] }
    const one: Move = { label: '去', to: 'a' }
    expect([several, one]).toHaveLength(2)
  })
})
