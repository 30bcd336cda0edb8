/** How both images are looked at: together, so that a place in one is beside the same place in the other. */
export interface View {
  /** 1 shows all. */
  readonly zoom: number
  /** Middle of what is seen, in shares of the image. */
  readonly x: number
  readonly y: number
}

export const WHOLE: View = { zoom: 1, x: 0.5, y: 0.5 }
const MOST = 8
/** Of what is seen, for one press of an arrow. */
const STEP = 0.15

/** The view after a key, or null for a key that means nothing here. */
export function viewAfter(view: View, key: string): View | null {
  const step = STEP / view.zoom
  switch (key) {
    case '+':
    case '=':
      return within({ ...view, zoom: view.zoom * 1.5 })
    case '-':
      return within({ ...view, zoom: view.zoom / 1.5 })
    case '0':
      return WHOLE
    case 'ArrowLeft':
      return within({ ...view, x: view.x - step })
    case 'ArrowRight':
      return within({ ...view, x: view.x + step })
    case 'ArrowUp':
      return within({ ...view, y: view.y - step })
    case 'ArrowDown':
      return within({ ...view, y: view.y + step })
    default:
      return null
  }
}

/** Never beyond the image, never smaller than it. */
function within({ zoom, x, y }: View): View {
  const bounded = Math.min(MOST, Math.max(1, zoom))
  const half = 0.5 / bounded
  const keep = (at: number) => Math.min(1 - half, Math.max(half, at))
  return { zoom: bounded, x: keep(x), y: keep(y) }
}
