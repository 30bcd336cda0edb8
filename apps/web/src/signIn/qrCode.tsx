import { create } from 'qrcode'
import { useMemo } from 'react'

/** Empty modules around the code, as ISO/IEC 18004 wants them. */
const QUIET = 4

/** A QR code as one path, dark on white in either colour scheme so that every camera reads it. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { path, side } = useMemo(() => draw(text), [text])
  return (
    <svg
      role="img"
      aria-label={label}
      className="nansen-qr"
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}

function draw(text: string): { readonly path: string; readonly side: number } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const dark = Array.from(modules.data, (on, i) => [on, i] as const).filter(([on]) => on !== 0)
  const path = dark
    .map(([, i]) => `M${(i % modules.size) + QUIET} ${Math.floor(i / modules.size) + QUIET}h1v1h-1z`)
    .join('')
  return { path, side: modules.size + 2 * QUIET }
}
