import { useEffect, useRef } from 'react'

interface DrawnProps {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
  readonly label: string
  /** Of a pixel: red, green, blue. Grey unless said otherwise. */
  readonly colour?: (value: number, at: number) => readonly [number, number, number]
}

/** Pixels on a canvas: no image address exists that could be kept or shared. */
export function Drawn({ width, height, pixels, label, colour }: DrawnProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context) return
    const image = context.createImageData(width, height)
    pixels.forEach((value, i) => {
      image.data.set([...(colour?.(value, i) ?? [value, value, value]), 255], 4 * i)
    })
    context.putImageData(image, 0, 0)
  }, [width, height, pixels, colour])
  return <canvas ref={canvas} width={width} height={height} role="img" aria-label={label} />
}
