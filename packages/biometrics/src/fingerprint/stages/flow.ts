import { CELL, FLOW_CELL, FLOW_STEPS, NO_FLOW } from '../parameters.ts'
import { type CellMap, cellAt, cellsOver } from '../plane.ts'
import { angleAt, type Directions } from './directions.ts'
import type { Foreground } from './foreground.ts'

/** The ridge directions as the template keeps them: coarse cells, one byte each, `NO_FLOW` outside the finger. */
export function flowOf(directions: Directions, finger: Foreground, width: number, height: number): CellMap<Uint8Array> {
  const { columns, rows } = cellsOver(width, height, FLOW_CELL)
  const values = new Uint8Array(columns * rows)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const x = (column + 0.5) * FLOW_CELL
      const y = (row + 0.5) * FLOW_CELL
      const step = Math.round((angleAt(directions, x, y) / Math.PI) * FLOW_STEPS)
      values[row * columns + column] =
        finger.values[cellAt(finger, x - CELL / 2, y - CELL / 2)] === 1 ? (step + FLOW_STEPS) % FLOW_STEPS : NO_FLOW
    }
  return { columns, rows, side: FLOW_CELL, values }
}
