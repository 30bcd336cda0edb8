import qrcode from 'qrcode'

/** A text as a QR code (ISO/IEC 18004), level M: a seventh may be worn away. An SVG of one path, with the quiet zone of four modules. */
export function qrSvg(text: string): string {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' })
  const side = modules.size + 2 * QUIET
  const squares: string[] = []
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (modules.get(row, column)) squares.push(`M${column + QUIET} ${row + QUIET}h1v1h-1z`)
    }
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${squares.join('')}"/></svg>`
}

/** Modules of white around a code, without which scanners do not find it. ISO/IEC 18004, 5.3.8. */
const QUIET = 4
