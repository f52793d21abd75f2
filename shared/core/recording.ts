/** Seconds. */
export const LONGEST_RECORDING = 180

/** `3分05秒` */
export const sayLength = (seconds: number): string => {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60]
  if (minutes === 0) return `${rest}秒`
  return rest === 0 ? `${minutes}分钟` : `${minutes}分${rest < 10 ? '0' : ''}${rest}秒`
}

/** `1.2 MB`, `340 KB`: what a tap will cost her. */
export const saySize = (bytes: number): string =>
  bytes >= 1_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1000))} KB`
