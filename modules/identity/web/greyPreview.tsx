import { useEffect, useRef } from 'react'

interface GreyPreviewProps {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
  readonly label: string
  readonly className?: string
}

/** A grey image on a canvas, so that no image address exists that could be kept or shared. */
export function GreyPreview({ width, height, pixels, label, className = 'nansen-grey' }: GreyPreviewProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context) return
    const image = context.createImageData(width, height)
    for (let i = 0; i < pixels.length; i++) image.data.set([pixels[i]!, pixels[i]!, pixels[i]!, 255], 4 * i)
    context.putImageData(image, 0, 0)
  }, [width, height, pixels])
  return <canvas ref={canvas} width={width} height={height} className={className} role="img" aria-label={label} />
}
