import {
  coreKnowsNoFeature,
  featuresStayApart,
  importsOf,
  routesLeaveDataToServices,
  servicesKnowNoHttp,
  sharedImportsOnlyItself,
  sidesStayApart,
} from './imports'
import { broken, type Rule, sourcesUnder } from './source'

const sources = sourcesUnder(['shared', 'cloud', 'miniapp'])
const file = (path: string, ...specifiers: string[]) => ({ path, text: specifiers.map((one) => `import { a } from '${one}'`).join('\n') })

/** What a rule says about one made-up file. */
const said = (rule: Rule, path: string, ...specifiers: string[]) => rule(file(path, ...specifiers)).join()

it('reads every way to import', () => {
  const text = `import type { A } from './a'\nexport * from './b'\nconst c = import('./c')\nconst d = require('./d')\nimport './e'\nimport f from '@shared/core/f'`
  const targets = importsOf({ path: 'cloud/core/x.ts', text }).map(({ target }) => target)
  expect(targets.sort()).toEqual(['cloud/core/a', 'cloud/core/b', 'cloud/core/c', 'cloud/core/d', 'cloud/core/e', 'shared/core/f'])
})

it('finds the files of all three sides', () => {
  for (const side of ['shared/', 'cloud/', 'miniapp/'])
    expect(sources.filter(({ path }) => path.startsWith(side)).length).toBeGreaterThan(5)
})

describe('shared imports only itself and valibot', () => {
  it('holds in every file', () => expect(broken(sharedImportsOnlyItself, sources)).toEqual([]))
  it('names a package, a built-in and a side', () => {
    expect(said(sharedImportsOnlyItself, 'shared/core/a.ts', 'zod')).toContain('zod')
    expect(said(sharedImportsOnlyItself, 'shared/core/a.ts', 'node:crypto')).toContain('node:crypto')
    expect(said(sharedImportsOnlyItself, 'shared/core/a.ts', '../../cloud/core/b')).toContain('cloud/core/b')
    expect(said(sharedImportsOnlyItself, 'shared/features/loan/a.ts', 'valibot', '../../core/b', '@shared/core/c')).toBe('')
  })
})

describe('mini-program and cloud never import each other', () => {
  it('holds in every file', () => expect(broken(sidesStayApart, sources)).toEqual([]))
  it('names either direction', () => {
    expect(said(sidesStayApart, 'miniapp/core/api.ts', '../../cloud/core/errors')).toContain('cloud/core/errors')
    expect(said(sidesStayApart, 'cloud/app.ts', '../miniapp/app')).toContain('miniapp/app')
    expect(said(sidesStayApart, 'cloud/app.ts', '@shared/core/errors', './core/log')).toBe('')
  })
})

describe('core never imports a feature', () => {
  it('holds in every file', () => expect(broken(coreKnowsNoFeature, sources)).toEqual([]))
  it('names a core, a client and a generic page that do, and lets the registry of screens and the composers', () => {
    expect(said(coreKnowsNoFeature, 'shared/core/kind.ts', '../features/loan/loan.kind')).toContain('loan.kind')
    expect(said(coreKnowsNoFeature, 'cloud/core/server.ts', '../features/loan/loan.service')).toContain('loan.service')
    expect(said(coreKnowsNoFeature, 'cloud/wechat/client.ts', '../features/notices/notices.service')).toContain('notices.service')
    expect(said(coreKnowsNoFeature, 'miniapp/pages/home/index.tsx', '../../features/loan/card')).toContain('loan/card')
    expect(said(coreKnowsNoFeature, 'miniapp/core/screens.ts', '../features/loan/form')).toBe('')
    expect(said(coreKnowsNoFeature, 'cloud/app.ts', './features/loan/loan.routes')).toBe('')
    expect(said(coreKnowsNoFeature, 'miniapp/pages/home/index.tsx', '@shared/features/index')).toBe('')
  })
})

describe('a feature never imports another feature of its side', () => {
  it('holds in every file', () => expect(broken(featuresStayApart, sources)).toEqual([]))
  it('names one that does on each side, and lets a feature use itself and its namesake in shared', () => {
    expect(said(featuresStayApart, 'cloud/features/loan/loan.service.ts', '../people/people.service')).toContain('people.service')
    expect(said(featuresStayApart, 'miniapp/features/loan/index.tsx', '../pairing/card')).toContain('pairing/card')
    expect(said(featuresStayApart, 'shared/features/loan/loan.kind.ts', '@shared/features/people/people.schema')).toContain('people.schema')
    expect(said(featuresStayApart, 'shared/features/loan/loan.kind.ts', '../index')).toContain('shared/features/index')
    expect(said(featuresStayApart, 'cloud/features/loan/loan.service.ts', './loan.entity', '@shared/features/people/people.schema')).toBe(
      '',
    )
    expect(said(featuresStayApart, 'shared/features/index.ts', './loan/loan.kind')).toBe('')
  })
})

describe('routes ask services, services know no HTTP', () => {
  it('holds in every file', () =>
    expect([...broken(routesLeaveDataToServices, sources), ...broken(servicesKnowNoHttp, sources)]).toEqual([]))
  it('names a route that imports an entity or the ORM, and a service that imports Koa or a route', () => {
    expect(said(routesLeaveDataToServices, 'cloud/features/loan/loan.routes.ts', './loan.entity')).toContain('loan.entity')
    expect(said(routesLeaveDataToServices, 'cloud/features/loan/loan.routes.ts', 'typeorm')).toContain('typeorm')
    expect(said(servicesKnowNoHttp, 'cloud/features/loan/loan.service.ts', 'koa')).toContain('koa')
    expect(said(servicesKnowNoHttp, 'cloud/features/loan/loan.service.ts', './loan.routes')).toContain('loan.routes')
  })
})
