/** Whose capture a file is: captures of one finger or one eye share `group`. */
export interface Label {
  readonly group: string
  readonly sample: string
}

/** The usual ways in which public sets name their files, looked for in the path below the set's folder. */
const KNOWN_NAMES = [
  /** CASIA-Iris-Interval `S1PPPEnn.jpg`: person and eye together are the class. */
  /(?:^|\/)S\d(?<class>\d{3}[LR])(?<sample>\d{2})\.jpe?g$/i,
  /** MMU1 `PP_left_NAMEn.bmp`, or `PP/left/NAMEn.bmp` as it was published; `PPPP_left_n.png` as `nansen synthesize` writes. */
  /(?:^|\/)(?<class>\d+[_/](?:left|right))[_/][^/]*?(?<sample>\d+)\.(?:bmp|png)$/i,
  /** FVC `FINGER_IMPRESSION.tif`. */
  /(?:^|\/)(?<class>\d+)_(?<sample>\d+)\.(?:tiff?|png|bmp|pgm|wsq)$/i,
]

/**
 * Reads class and sample from a file's path (with `/`, relative to the set).
 *
 * @param rule an expression with the groups `class` and `sample`; without it the known names are tried.
 * @returns null where the path fits no rule: the file is no capture.
 */
export function labelOf(path: string, rule?: RegExp): Label | null {
  for (const known of rule === undefined ? KNOWN_NAMES : [rule]) {
    const { class: group, sample } = known.exec(path)?.groups ?? {}
    if (group !== undefined && sample !== undefined) return { group, sample }
  }
  return null
}
