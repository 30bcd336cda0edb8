/**
 * Constants of the quick filter, chosen on the five development sets: see docs/decisions/0037. Changing one changes who passes to the
 * full comparison, and no score.
 */

/** Cylinders of the probe that are compared, the surest first. Count; the kernel has room for 32. */
export const LEADING = 28
/** Sectors of 22.5 degrees around a direction that are looked at. Count, odd; also in the kernel. */
export const NEAR_SECTORS = 7
/** How far two pairs may be turned against each other and still agree. 256ths of a turn: 17 degrees. */
export const MOST_TURN = 12
/** How far apart, along each axis, the second of two pairs may lie from where the first would put it. Pixels at 500 dpi. */
export const MOST_APART = 12
/** Who has more records agrees in more by chance: agreement is divided by their number and so many. Count. */
export const CHANCE_OF_FEW = 5
/** Cosines in 1,024ths by 256ths of a turn. */
export const COSINES = Int32Array.from({ length: 256 }, (_, i) => Math.round(1024 * Math.cos((i / 128) * Math.PI)))
