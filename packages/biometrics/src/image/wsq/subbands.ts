/** A rectangle of the wavelet plane. `flipX`, `flipY`: the upper half of its frequencies is stored first on that axis. */
export interface Region {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly flipX: boolean
  readonly flipY: boolean
}

/** Bands 60 to 63, the highest frequencies on both axes, are never sent. */
export const CODED_BANDS = 60

export interface SubbandTree {
  /** The 64 bands in the order in which they are numbered and sent. */
  readonly bands: readonly Region[]
  /** Regions whose four quarters are joined, in this order, until the whole plane is the image. */
  readonly joins: readonly Region[]
}

/**
 * The fixed tree of WSQ: which parts of the plane are split into quarters, and how its leaves are numbered
 * (IAFIS-IC-0110, figures of the subband decomposition). Halves of odd lengths: the low frequencies get the larger.
 */
export function subbands(width: number, height: number): SubbandTree {
  const splits: Region[] = []
  const split = (region: Region): [Region, Region, Region, Region] => {
    splits.push(region)
    return quarters(region)
  }
  const deep = (region: Region): Region[] => split(region).flatMap(quarter => split(quarter))

  const [low, right, below, corner] = split({ x: 0, y: 0, width, height, flipX: false, flipY: false })
  const [lower, lowRight, lowBelow, lowCorner] = split(low)
  const [lowest, ...aroundLowest] = split(lower)
  const [first, ...aroundFirst] = split(lowest)
  const bands = [
    ...split(first),
    ...aroundFirst,
    ...aroundLowest.flatMap(quarter => split(quarter)),
    ...deep(lowRight),
    ...deep(lowBelow),
    lowCorner,
    ...split(right),
    ...split(below),
    ...quarters(corner),
  ]
  return { bands, joins: splits.reverse() }
}

/** Top left, top right, bottom left, bottom right. A half that holds high frequencies is stored mirrored: its own high half first. */
function quarters({ x, y, width, height, flipX, flipY }: Region): [Region, Region, Region, Region] {
  const leftWidth = firstHalf(width, flipX)
  const topHeight = firstHalf(height, flipY)
  const quarter = (isRight: boolean, isBelow: boolean): Region => ({
    x: isRight ? x + leftWidth : x,
    y: isBelow ? y + topHeight : y,
    width: isRight ? width - leftWidth : leftWidth,
    height: isBelow ? height - topHeight : topHeight,
    flipX: isRight,
    flipY: isBelow,
  })
  return [quarter(false, false), quarter(true, false), quarter(false, true), quarter(true, true)]
}

function firstHalf(length: number, flipped: boolean): number {
  return flipped ? length >> 1 : (length + 1) >> 1
}
