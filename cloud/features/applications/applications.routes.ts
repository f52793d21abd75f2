import type { Answers } from '@shared/core/fields'
import {
  applicationPage,
  applicationView as applicationShape,
  consentBody,
  createBody,
  listQuery,
  moveBody,
  revealBody,
  revealed,
  saveBody,
} from '@shared/features/applications/applications.schema'
import * as v from 'valibot'
import type { Caller } from '../../core/caller'
import type { Database } from '../../core/database'
import { change, get, type Route } from '../../core/route'
import type { Applications } from './applications.service'
import { describeKind } from './describe'
import type { Engine } from './engine'
import { listApplications } from './lists'
import { showApplication, showBegun } from './reading'
import { checkWords } from './words'

/** Routes that serve every kind. */
export function applicationsRoutes(engine: Engine, applications: Applications, db: Database, now: () => string): Route[] {
  const atlas = () => engine.ports.atlas()
  const show = (caller: Caller, id: string) => showApplication(engine, db, caller, id, now())
  return [
    get({
      path: '/kinds',
      summary: '能办的事项：问题、状态、操作',
      who: 'public',
      answer: v.array(v.looseObject({ kind: v.string(), edition: v.number() })),
      show: async () => engine.registry.all.filter((k) => !k.retired).map(describeKind),
    }),
    get({
      path: '/applications',
      summary: '我的、等我办的、我办过的、某个活动的',
      query: listQuery,
      answer: applicationPage,
      show: async ({ caller, query }) => listApplications(engine, db, caller, query, await atlas(), now()),
    }),
    get({
      path: '/applications/:id',
      summary: '一件申报',
      answer: applicationShape,
      show: ({ caller, params }) => show(caller, String(params.id)),
    }),
    change('post', {
      path: '/applications',
      summary: '开始一件申报，可以同时做第一步',
      status: 201,
      body: createBody,
      answer: applicationShape,
      repeatable: true,
      prepare: async ({ caller, body }) => {
        const known = body.move !== undefined && caller.person ? engine.ports.profileOf(caller.person) : undefined
        return { places: await atlas(), known: await known }
      },
      write: (m, { caller, body, now: at }, id, { places, known }) => applications.create(m, caller, id, body, places, at, known),
      show: ({ caller }, id, _prepared, begun) => (begun ? showBegun(engine, db, caller, begun, now()) : show(caller, id)),
    }),
    change('post', {
      path: '/applications/:id/moves/:move',
      summary: '办一步',
      body: moveBody,
      answer: applicationShape,
      prepare: async ({ caller, body }, id) => {
        await checkWords(engine, db, caller, id, body.input)
        return atlas()
      },
      write: (m, { caller, params, body, now: at }, id, places) =>
        applications.move(m, caller, id, String(params.move), { version: body.version, input: body.input as Answers }, places, at),
      show: ({ caller }, id) => show(caller, id),
    }),
    change('patch', {
      path: '/applications/:id',
      summary: '存下填了一半的内容，不提交',
      body: saveBody,
      answer: applicationShape,
      prepare: atlas,
      write: (m, { caller, body, now: at }, id, places) =>
        applications.keepAnswers(m, caller, id, { version: body.version, input: body.input as Answers }, places, at),
      show: ({ caller }, id) => show(caller, id),
    }),
    change('post', {
      path: '/applications/:id/consents',
      summary: '同意把资料交给一个单位，或者收回同意；收回以后，那个单位马上看不到',
      body: consentBody,
      answer: applicationShape,
      prepare: atlas,
      write: (m, { caller, body, now: at }, id, places) => applications.consent(m, caller, id, body, places, at),
      show: ({ caller }, id) => show(caller, id),
    }),
    change('post', {
      path: '/applications/:id/looked-after',
      summary: '超期的、第二次要补正的，上一级过问过了，从待办里收起来',
      answer: v.object({ id: v.string() }),
      write: (m, { caller }, id) => applications.lookedAfter(m, caller, id),
      show: async (_, id) => ({ id }),
    }),
    change('post', {
      path: '/applications/:id/reveals',
      summary: '写明原因，查看一项遮住的内容；会记下来',
      body: revealBody,
      answer: revealed,
      write: (m, { caller, body, now: at }, id) => applications.reveal(m, caller, id, body, at),
      show: ({ caller, params, body, now: at }) => applications.revealed(caller, String(params.id), body.field, at),
    }),
  ]
}
