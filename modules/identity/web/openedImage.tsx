import { Refused, Slow, useAsk } from '@nansen/ui'
import { GreyPreview } from './greyPreview.tsx'

interface OpenedImageProps {
  /** The query that opens it, and audits that it did. */
  readonly query: string
  readonly input: Readonly<Record<string, string>>
  readonly label: string
}

/** One sealed image as it was captured. Opened when it is drawn. */
export function OpenedImage({ query, input, label }: OpenedImageProps) {
  const { data, error, isLoading } = useAsk<{ width: number; height: number; pixels: string }>(query, input)
  if (isLoading) return <Slow />
  if (error) return <Refused error={error} />
  if (!data) return null
  const { width, height } = data
  const pixels = Uint8Array.from(atob(data.pixels), character => character.charCodeAt(0))
  return (
    <GreyPreview width={width} height={height} pixels={pixels} label={label} className="nansen-grey nansen-large" />
  )
}
