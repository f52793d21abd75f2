import { openMoves } from '@shared/core/acting'
import { workdays } from '@shared/core/deadline'
import { longText } from '@shared/core/fields'
import { defineKind } from '@shared/core/kind'
import { profileFields } from '@shared/core/profile'
import { registryOf } from '@shared/core/registry'
import { kinds } from '@shared/features/index'
import { kindFaults } from '../support/kind-checks'
import { caseOf, go, people } from '../support/kinds/county'

// One file …
const books = defineKind({
  kind: 'books',
  title: '农家书屋借书',
  about: 'region',
  fields: { name: profileFields.name, village: profileFields.village, wish: longText('想看什么书', 100) },
  start: 'draft',
  states: {
    draft: {
      label: '填写中',
      waitsFor: 'applicant',
      noDeadline: '随时可以提交',
      moves: { submit: { label: '提交', to: 'village', asks: ['name', 'village', 'wish'] } },
    },
    village: { label: '备书', waitsFor: 'village', within: workdays(3), moves: { lend: { label: '借出', to: 'lent' } } },
    lent: { label: '已借出', says: ({ answers }) => `“${answers.wish}”给您备好了` },
  },
})

it('takes one file, one line and one test to add a kind, and no other code', () => {
  // … one line …
  const registry = registryOf([...kinds, books])
  // … and the one test over all kinds.
  expect(kindFaults(books)).toEqual([])

  const kind = registry.current('books')
  const sent = go(kind, caseOf(kind), 'her', 'submit', { name: '王桂兰', village: 'v1', wish: '种柑橘' })
  expect(sent.todos).toEqual([{ party: 'village', holder: { role: 'village', place: 'v1' } }])
  expect(sent.tells).toEqual([
    {
      to: { role: 'village', place: 'v1' },
      party: 'village',
      sort: 'todo',
      title: '农家书屋借书等您办',
      text: '现在到“备书”这一步，请打开小程序办理。',
    },
  ])
  expect([sent.row.state, sent.row.due, openMoves(kind, sent.row, people.villageCadre)]).toEqual([
    'village',
    '2026-03-05T15:59:59.000Z',
    ['lend'],
  ])

  const old = registryOf([...kinds, { ...books, retired: true }, { ...books, edition: 2, title: '借书' }]).edition(
    sent.row.kind,
    sent.row.edition,
  )
  const lent = go(old, sent.row, 'villageCadre', 'lend')
  expect(lent).toMatchObject({
    ended: true,
    todos: [],
    row: { state: 'lent', version: 2 },
    tells: [{ to: { person: 'p-her' }, text: '“种柑橘”给您备好了' }],
  })
})
