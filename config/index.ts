import path from 'node:path'
import { defineConfig, type UserConfigExport } from '@tarojs/cli'
import { dev } from './dev'
import { prod } from './prod'

const root = path.resolve(__dirname, '..')
const shared = path.join(root, 'shared')
const target = process.env.TARO_ENV ?? 'weapp'
const said = (name: string, otherwise: string) => JSON.stringify(process.env[name] || otherwise)

/** What a build knows about its cloud; on h5 the cloud serves the app itself. */
const constants = {
  JINGUO_API: target === 'h5' ? '""' : said('JINGUO_API', 'https://api.jinguo.example'),
  JINGUO_CLOUD_ENV: said('JINGUO_CLOUD_ENV', ''),
  JINGUO_CLOUD_SERVICE: said('JINGUO_CLOUD_SERVICE', ''),
}

// Sizes are written as they are meant: a bigger screen shows more, not bigger.
const pxtransform = { enable: false, config: {} }

interface Chunks {
  chunkGraph: {
    getModuleChunksIterable(module: unknown): Iterable<unknown>
    getChunkModulesIterable(chunk: unknown): Iterable<{ resource?: string }>
  }
}

/** What the home page needs comes with the first screen, and nothing besides that only others need. */
function isHomes(module: unknown, { chunkGraph }: Chunks): boolean {
  for (const chunk of chunkGraph.getModuleChunksIterable(module))
    for (const { resource } of chunkGraph.getChunkModulesIterable(chunk))
      if (/pages[\\/]home[\\/]index\.tsx/.test(resource ?? '')) return true
  return false
}

// Pages load one by one in a browser: what the home page needs comes once, what forms need comes with the first form. Half of all pages
// have a form, so its parts are known by how many share them; what fewer share is a chunk of its own, that no page waits for both.
const h5Groups = {
  default: false,
  defaultVendors: false,
  // Enforced: else a style sheet that is small would stay with the forms, and bring all of them along.
  home: { name: 'frame', minChunks: 2, priority: 30, test: isHomes, reuseExistingChunk: true, enforce: true },
  forms: { name: 'forms', minChunks: 22, priority: 20, reuseExistingChunk: true },
  some: { name: 'some', minChunks: 2, priority: 10, reuseExistingChunk: true },
} as const

const base: UserConfigExport<'webpack5'> = {
  projectName: 'jinguo',
  date: '2026-11-23',
  designWidth: 375,
  deviceRatio: { 375: 2, 640: 1.17, 750: 1, 828: 0.905 },
  defineConstants: constants,
  sourceRoot: 'miniapp',
  outputRoot: `dist/${target}`,
  // NutUI draws with div and span: without this plugin they vanish on weapp.
  plugins: ['@tarojs/plugin-html', path.join(__dirname, 'aria.ts')],
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: false },
  alias: { '@shared': shared },
  logger: { quiet: false, stats: false },
  mini: {
    optimizeMainPackage: { enable: true },
    compile: { include: [shared] },
    postcss: { pxtransform },
    miniCssExtractPluginOption: { ignoreOrder: true },
    webpackChain(chain) {
      if (process.env.CI) chain.plugins.delete('webpackbar')
    },
  },
  h5: {
    publicPath: '/',
    staticDirectory: 'static',
    compile: { include: [shared] },
    router: { mode: 'hash' },
    output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: 'css/[name].[contenthash:8].css',
      chunkFilename: 'css/[name].[contenthash:8].css',
    },
    postcss: { pxtransform, autoprefixer: { enable: true, config: {} } },
    webpackChain(chain) {
      chain.performance.hints(false)
      chain.optimization.splitChunks({ chunks: 'async', cacheGroups: h5Groups })
      if (process.env.CI) chain.plugins.delete('webpackbar')
    },
  },
}

export default defineConfig<'webpack5'>(async (merge) => merge({}, base, process.env.NODE_ENV === 'development' ? dev : prod))
