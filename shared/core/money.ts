/** `1,087.50`, `300,000` (with `short`, cents only where there are some); whole fen, not negative, as yuan as people write sums down. */
export function sayYuan(fen: number, short = false): string {
  const cents = String(fen % 100).padStart(2, '0')
  const yuan = String((fen - (fen % 100)) / 100).replace(/\B(?=(\d{3})+$)/g, ',')
  return short && cents === '00' ? yuan : `${yuan}.${cents}`
}
