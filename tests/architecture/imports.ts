import path from 'node:path'
import ts from 'typescript'
import type { Rule, Source } from './source'

const { posix } = path

/** What a file imports: repository files as paths from the root without an ending, packages by their specifier. */
export function importsOf({ path: name, text }: Source): { target: string; inside: boolean }[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => {
    if (fileName.startsWith('@shared/')) return { target: posix.join('shared', fileName.slice('@shared/'.length)), inside: true }
    if (fileName.startsWith('.')) return { target: posix.join(posix.dirname(name), fileName), inside: true }
    return { target: fileName, inside: false }
  })
}

/** `cloud/features/loan/loan.service` → side cloud, feature loan; what is not in a feature has none. */
function placeOf(file: string): { side: string; part: string; feature: string | undefined } {
  const [side = '', part = '', name] = file.split('/')
  return { side, part, feature: part === 'features' && name !== 'index.ts' && name !== 'index' ? name : undefined }
}

/** The only places that know several features. */
const COMPOSES =
  /^(cloud\/(app|main|schema|press|pairs|worries|erasures|paper\.process)\.ts|cloud\/tools\/.+|shared\/features\/index\.ts|miniapp\/app\.\w+(\.\w+)?)$/
/** The registry of custom screens: the one file of a core that may know features. */
const SCREENS = /^miniapp\/core\/screens\.tsx?$/

export const sharedImportsOnlyItself: Rule = (source) =>
  placeOf(source.path).side !== 'shared'
    ? []
    : importsOf(source)
        .filter(({ target, inside }) => (inside ? placeOf(target).side !== 'shared' : target !== 'valibot'))
        .map(({ target }) => `shared imports ${target}`)

export const sidesStayApart: Rule = (source) => {
  const other = { cloud: 'miniapp', miniapp: 'cloud' }[placeOf(source.path).side]
  return importsOf(source)
    .filter(({ target, inside }) => inside && placeOf(target).side === other)
    .map(({ target }) => `imports ${target} of the other side`)
}

/** Whatever is not a feature and does not compose (core, the generic pages, the WeChat client) serves all features and knows none. */
export const coreKnowsNoFeature: Rule = (source) => {
  const { side, feature } = placeOf(source.path)
  if (feature || COMPOSES.test(source.path) || SCREENS.test(source.path) || !['shared', 'cloud', 'miniapp'].includes(side)) return []
  return importsOf(source)
    .filter(({ target, inside }) => inside && placeOf(target).side === side && placeOf(target).part === 'features')
    .map(({ target }) => `imports the feature ${target}`)
}

export const featuresStayApart: Rule = (source) => {
  const { side, feature } = placeOf(source.path)
  if (!feature || COMPOSES.test(source.path)) return []
  return importsOf(source)
    .filter(({ target, inside }) => {
      const other = placeOf(target)
      return inside && other.side === side && other.part === 'features' && other.feature !== feature
    })
    .map(({ target }) => `imports another feature: ${target}`)
}

export const routesLeaveDataToServices: Rule = (source) =>
  !/\.routes\.ts$/.test(source.path)
    ? []
    : importsOf(source)
        .filter(({ target, inside }) => target === 'typeorm' || (inside && /\.entity$/.test(target)))
        .map(({ target }) => `a route imports ${target}`)

export const servicesKnowNoHttp: Rule = (source) =>
  !/\.service\.ts$/.test(source.path)
    ? []
    : importsOf(source)
        .filter(({ target, inside }) => /^(koa|@koa\/.+|node:http)$/.test(target) || (inside && /\.routes$/.test(target)))
        .map(({ target }) => `a service imports ${target}`)
