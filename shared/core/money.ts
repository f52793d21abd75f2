/** `1,087.50`, `300,000` (with `short`, cents only where there are some); whole fen as yuan, as people write sums down. */
export function sayYuan(fen: number, short = false): string {
  const cents = String(Math.abs(fen) % 100).padStart(2, '0')
  const yuan = String((Math.abs(fen) - (Math.abs(fen) % 100)) / 100).replace(/\B(?=(\d{3})+$)/g, ',')
  const said = short && cents === '00' ? yuan : `${yuan}.${cents}`
  return fen < 0 ? `-${said}` : said
}
