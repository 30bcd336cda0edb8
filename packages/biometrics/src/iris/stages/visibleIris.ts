import * as p from '../parameters.ts'
import type { RubberSheet } from './rubberSheet.ts'

/** What of the sheet shows iris and nothing else, and its texture. Both row by row, as the sheet. */
export interface VisibleIris {
  /** 1 where iris is visible. */
  readonly visible: Uint8Array
  /** Grey levels above the mean of the visible part of the row. */
  readonly flat: Float32Array
}

export function visibleIris(sheet: RubberSheet): VisibleIris {
  const visible = sheet.seen.slice()
  return { visible, flat: flattened(sheet.greys, visible) }
}

function flattened(greys: Float32Array, visible: Uint8Array): Float32Array {
  const flat = new Float32Array(greys.length)
  for (let row = 0; row < p.SHEET_ROWS; row++) {
    const base = row * p.SHEET_COLUMNS
    let [sum, count] = [0, 0]
    for (let i = base; i < base + p.SHEET_COLUMNS; i++) {
      if (!visible[i]) continue
      sum += greys[i]!
      count++
    }
    const mean = sum / Math.max(1, count)
    for (let i = base; i < base + p.SHEET_COLUMNS; i++) flat[i] = visible[i] ? greys[i]! - mean : 0
  }
  return flat
}
