import { AppError } from '@shared/core/errors'
import { bookPage, bookQuery, bookView, entryBody, importConfirmBody, importView } from '@shared/features/loan/book.api'
import {
  claimBody,
  claimPage,
  claimQuery,
  claimView,
  confirmBody,
  linePage,
  lineQuery,
  paidBody,
  returnBody,
} from '@shared/features/loan/claim.api'
import type { Atlas } from '../../core/atlas'
import { newId } from '../../core/ids'
import { change, get, type Route, type SentFile, tableFile } from '../../core/route'
import type { Books } from './book.service'
import type { Claims } from './claim.service'
import type { Imports } from './import.service'
import type { LoanTables } from './loan.tables'

function mustHave(file: SentFile | undefined): Buffer {
  if (!file) throw new AppError('wrongType', '请选择一个表格上传')
  return file.data
}

const bookRoutes = (books: Books, atlas: () => Promise<Atlas>): Route[] => [
  get({
    path: '/loan/books',
    summary: '放款以后的贷款：银行看自己放的，妇联看本地方的，人社和财政看全县的',
    query: bookQuery,
    answer: bookPage,
    show: ({ caller, query, now }) => books.list(caller, query, now),
  }),
  get({
    path: '/loan/books/:id',
    summary: '一笔贷款：还款计划、已经还的、欠的、逾期和展期、每个季度的贴息和算法',
    answer: bookView,
    show: ({ caller, params, now }) => books.show(caller, String(params.id), now),
  }),
  change('post', {
    path: '/loan/books/:id/entries',
    summary: '登记一笔：还款、提前还款、逾期、展期、代偿，或者更正以前的一笔（经办银行）',
    body: entryBody,
    answer: bookView,
    prepare: atlas,
    write: (m, { caller, body, now }, id, places) => books.record(m, caller, id, body, newId(now), places, now),
    show: ({ caller, now }, id) => books.show(caller, id, now),
  }),
]

const importRoutes = (imports: Imports, tables: LoanTables, atlas: () => Promise<Atlas>): Route[] => [
  get({
    path: '/loan/template',
    summary: '还款登记的表格，没有还清的贷款一笔一行（经办银行）',
    answer: tableFile,
    show: ({ caller }) => tables.template(caller),
  }),
  change('post', {
    path: '/loan/imports',
    summary: '上传还款登记的表格（.xlsx，最大 2 MB）：先看每一行会怎样，什么也不记',
    status: 201,
    takesFile: 'table',
    limit: 'guessable',
    answer: importView,
    repeatable: true,
    prepare: async ({ caller, file }) => imports.read(caller, mustHave(file)),
    write: (m, { caller, now }, id, file) => imports.keep(m, caller, id, file, now),
    show: ({ caller, now }, id) => imports.show(caller, id, now),
  }),
  change('post', {
    path: '/loan/claims/:claim/payments',
    summary: '上传拨付结果的表格（.xlsx，财政部门）：先看哪些和申报的不一样，什么也不记',
    status: 201,
    takesFile: 'table',
    limit: 'guessable',
    answer: importView,
    repeatable: true,
    prepare: ({ caller, file, params }) => imports.readPayments(caller, String(params.claim), mustHave(file)),
    write: (m, { caller, now }, id, file) => imports.keep(m, caller, id, file, now),
    show: ({ caller, now }, id) => imports.show(caller, id, now),
  }),
  get({
    path: '/loan/imports/:id',
    summary: '一个传上来的表格，每一行会怎样',
    answer: importView,
    show: ({ caller, params, now }) => imports.show(caller, String(params.id), now),
  }),
  change('post', {
    path: '/loan/imports/:id/confirm',
    summary: '把表格里可以记的都记下；同一个文件只记一次；拨付的表格可以写明哪天付的',
    body: importConfirmBody,
    answer: importView,
    prepare: atlas,
    write: (m, { caller, body, now }, id, places) => imports.confirm(m, caller, id, body.day, places, now),
    show: ({ caller, now }, id) => imports.show(caller, id, now),
  }),
]

const claimRoutes = (claims: Claims, tables: LoanTables, atlas: () => Promise<Atlas>): Route[] => [
  get({
    path: '/loan/claims',
    summary: '每个季度的贴息清单，新的在前（人社、财政、县妇联）',
    query: claimQuery,
    answer: claimPage,
    show: ({ caller, query, now }) => claims.list(caller, query.after, now),
  }),
  change('post', {
    path: '/loan/claims',
    summary: '开始核算一个季度的贴息（人社部门）',
    status: 201,
    body: claimBody,
    answer: claimView,
    prepare: atlas,
    write: (m, { caller, body, now }, id, places) => claims.begin(m, caller, id, body.quarter, places, now),
    show: ({ caller }, id) => claims.show(caller, id),
  }),
  get({
    path: '/loan/claims/:id',
    summary: '一份贴息清单',
    answer: claimView,
    show: ({ caller, params }) => claims.show(caller, String(params.id)),
  }),
  get({
    path: '/loan/claims/:id/lines',
    summary: '清单的每一笔，带算法',
    query: lineQuery,
    answer: linePage,
    show: ({ caller, params, query }) => claims.lines(caller, String(params.id), query),
  }),
  get({
    path: '/loan/claims/:id/list',
    summary: '清单的表格（.xlsx）',
    answer: tableFile,
    show: ({ caller, params }) => tables.claim(caller, String(params.id)),
  }),
  change('post', {
    path: '/loan/claims/:id/confirm',
    summary: '确认清单：先人社，后财政；确认过的数字不再变',
    body: confirmBody,
    answer: claimView,
    prepare: async ({ caller, params }) => ({ places: await atlas(), digest: await claims.sealed(caller, String(params.id)) }),
    write: (m, { caller, body, now }, id, { places, digest }) => claims.confirm(m, caller, id, body.revision, digest, places, now),
    show: ({ caller }, id) => claims.show(caller, id),
  }),
  change('post', {
    path: '/loan/claims/:id/return',
    summary: '退回人社重新核算（财政部门）',
    body: returnBody,
    answer: claimView,
    prepare: atlas,
    write: (m, { caller, body, now }, id, places) => claims.giveBack(m, caller, id, body, places, now),
    show: ({ caller }, id) => claims.show(caller, id),
  }),
  change('post', {
    path: '/loan/claims/:id/paid',
    summary: '登记拨付：和申报的一致，除了写明的几笔（财政部门）',
    body: paidBody,
    answer: claimView,
    prepare: atlas,
    write: (m, { caller, body, now }, id, places) => claims.pay(m, caller, id, body, places, now),
    show: ({ caller }, id) => claims.show(caller, id),
  }),
]

export interface AfterRelease {
  books: Books
  imports: Imports
  claims: Claims
  tables: LoanTables
}

/** Everything about loans after their release. */
export const afterReleaseRoutes = ({ books, imports, claims, tables }: AfterRelease, atlas: () => Promise<Atlas>): Route[] => [
  ...bookRoutes(books, atlas),
  ...importRoutes(imports, tables, atlas),
  ...claimRoutes(claims, tables, atlas),
]
