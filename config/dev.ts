import type { UserConfigExport } from '@tarojs/cli'

export const dev: UserConfigExport<'webpack5'> = {
  h5: { devServer: { port: 10086, proxy: [{ context: ['/api'], target: 'http://127.0.0.1:8787' }] } },
}
