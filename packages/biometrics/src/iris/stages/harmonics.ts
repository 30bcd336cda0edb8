/**
 * Smooths a closed line to its first harmonics by weighted least squares. Each harmonic k pays `stiffness * k^2`, so that where the
 * line was not seen (weight 0) it falls back to the circle.
 *
 * @param radii one per angle, equal steps round the circle. @param weights as many, 0 or more.
 * @returns the smoothed radii, as many.
 */
export function smoothed(
  radii: ArrayLike<number>,
  weights: ArrayLike<number>,
  harmonics: number,
  stiffness: number,
): Float64Array {
  const size = 2 * harmonics + 1
  const basis = basisOf(radii.length, harmonics)
  const normal = new Float64Array(size * (size + 1))
  for (let angle = 0; angle < radii.length; angle++) {
    const weight = weights[angle]!
    if (weight === 0) continue
    for (let i = 0; i < size; i++) {
      const scaled = weight * basis[angle * size + i]!
      for (let j = 0; j < size; j++) normal[i * (size + 1) + j]! += scaled * basis[angle * size + j]!
      normal[i * (size + 1) + size]! += scaled * radii[angle]!
    }
  }
  for (let i = 1; i < size; i++) normal[i * (size + 1) + i]! += stiffness * Math.ceil(i / 2) ** 2
  const coefficients = solved(normal, size)
  return Float64Array.from({ length: radii.length }, (_, angle) => {
    let radius = 0
    for (let i = 0; i < size; i++) radius += coefficients[i]! * basis[angle * size + i]!
    return radius
  })
}

/** For each angle: 1, cos, sin, cos 2, sin 2, … */
function basisOf(angles: number, harmonics: number): Float64Array {
  const size = 2 * harmonics + 1
  const basis = new Float64Array(angles * size)
  for (let angle = 0; angle < angles; angle++) {
    basis[angle * size] = 1
    for (let k = 1; k <= harmonics; k++) {
      basis[angle * size + 2 * k - 1] = Math.cos((2 * Math.PI * k * angle) / angles)
      basis[angle * size + 2 * k] = Math.sin((2 * Math.PI * k * angle) / angles)
    }
  }
  return basis
}

/** Gauss elimination with pivots of `size` equations, each a row of `size` factors and the right side. Changes its argument. */
function solved(rows: Float64Array, size: number): Float64Array {
  const stride = size + 1
  for (let column = 0; column < size; column++) {
    let pivot = column
    for (let row = column + 1; row < size; row++)
      if (Math.abs(rows[row * stride + column]!) > Math.abs(rows[pivot * stride + column]!)) pivot = row
    for (let j = 0; j < stride; j++) {
      const kept = rows[column * stride + j]!
      rows[column * stride + j] = rows[pivot * stride + j]!
      rows[pivot * stride + j] = kept
    }
    const head = rows[column * stride + column]! || 1e-12
    for (let row = 0; row < size; row++) {
      if (row === column) continue
      const factor = rows[row * stride + column]! / head
      for (let j = column; j < stride; j++) rows[row * stride + j]! -= factor * rows[column * stride + j]!
    }
  }
  return Float64Array.from({ length: size }, (_, i) => rows[i * stride + size]! / (rows[i * stride + i]! || 1e-12))
}
