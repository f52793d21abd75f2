import { existsSync } from 'node:fs'

/** Files of the two weights that papers are set in. */
export interface FontFiles {
  regular: string
  bold: string
}

/** Where systems keep a Chinese font: Debian, Fedora, Alpine, Windows. */
const USUAL: readonly FontFiles[] = [
  ...['/usr/share/fonts/opentype/noto', '/usr/share/fonts/google-noto-cjk', '/usr/share/fonts/noto'].map((folder) => ({
    regular: `${folder}/NotoSansCJK-Regular.ttc`,
    bold: `${folder}/NotoSansCJK-Bold.ttc`,
  })),
  { regular: 'C:/Windows/Fonts/msyh.ttc', bold: 'C:/Windows/Fonts/msyhbd.ttc' },
]

/** @param named files that the settings name: only these are looked for */
export const findFonts = (named?: FontFiles): FontFiles | undefined =>
  (named ? [named] : USUAL).find(({ regular, bold }) => existsSync(regular) && existsSync(bold))
