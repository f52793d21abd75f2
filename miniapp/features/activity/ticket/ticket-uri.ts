import qrcode from 'qrcode-generator'

/** White around the code, in its own modules: without it some cameras don't find it. */
const QUIET = 4

/** A QR code of this text as the address of a picture, drawn on the phone. The text keeps to capital letters, digits and `.`. */
export function ticketUri(text: string): string {
  const code = qrcode(0, 'M')
  code.addData(text, 'Alphanumeric')
  code.make()
  const size = code.getModuleCount()
  let path = ''
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) if (code.isDark(row, column)) path += `M${column + QUIET} ${row + QUIET}h1v1h-1z`
  const edge = size + 2 * QUIET
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${edge} ${edge}" shape-rendering="crispEdges"><path d="${path}"/></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
