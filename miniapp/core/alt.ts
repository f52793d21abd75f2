/** What a picture is for who cannot see it: a browser and WeChat are told in ways of their own. */
export const altOf = (words: string) =>
  process.env.TARO_ENV === 'h5' ? { nativeProps: { alt: words } } : { ariaRole: 'img' as const, ariaLabel: words }
