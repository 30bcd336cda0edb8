/**
 * The strongest closed line round a polar map: one radius per angle, at most one step apart between neighbours (Viterbi). The
 * map is walked twice round and the second round kept, so that the line meets itself.
 *
 * @param gain `gain[angle * count + i]`, higher where the line should go.
 * @returns for each angle the number of its radius.
 */
export function closedPath(gain: Float32Array, angles: number, count: number): Int32Array {
  const rounds = 2 * angles
  const cameFrom = new Int8Array(rounds * count)
  let best = new Float32Array(count)
  let next = new Float32Array(count)
  for (let step = 0; step < rounds; step++) {
    const row = (step % angles) * count
    for (let i = 0; i < count; i++) {
      let from = 0
      if (i > 0 && best[i - 1]! > best[i]!) from = -1
      if (i + 1 < count && best[i + 1]! > best[i + from]!) from = 1
      cameFrom[step * count + i] = from
      next[i] = best[i + from]! + gain[row + i]!
    }
    ;[best, next] = [next, best]
  }
  let at = 0
  for (let i = 1; i < count; i++) if (best[i]! > best[at]!) at = i
  const path = new Int32Array(angles)
  const half = angles >> 1
  for (let step = rounds - 1; step >= half; step--) {
    if (step < half + angles) path[step % angles] = at
    at += cameFrom[step * count + at]!
  }
  return path
}
