import type { UserConfigExport } from '@tarojs/cli'

// Only what production alone needs: source maps would tell a phone nothing and weigh much.
export const prod: UserConfigExport<'webpack5'> = {
  mini: { enableSourceMap: false },
  h5: { enableSourceMap: false },
}
