/**
 * Every constant of the iris extractor, each with its unit and where it came from. Changing one changes templates: raise
 * `EXTRACTOR_VERSION`, evaluate again and record both in an ADR. "Development sets" are those of ADR 0011; one set of values
 * serves every camera, so that lengths are shares of the image or of the eye, never pixels.
 */
export const EXTRACTOR_VERSION = 1

/** Shortest side of an image. Pixels: less cannot hold an iris of `LEAST_RADIUS` and what surrounds it. */
export const LEAST_IMAGE = 64

// ---- reflections of lamps (stages/withoutGlints.ts)

/** Widest reflection that is removed. Share of the image's width: 13 of 320 pixels, the largest seen on the development sets. */
export const GLINT_SIDE_SHARE = 0.042
/** How much brighter than its surroundings a reflection is. Grey levels; iris texture stays below 40 on the development sets. */
export const GLINT_CONTRAST = 60
/** The blurred rim of a reflection, removed with it. Share of the image's width: 1.5 of 320 pixels. */
export const GLINT_MARGIN = 0.005

// ---- finding the pupil (stages/pupilCandidates.ts)

/** Width to which the image is reduced for the search. Pixels: a pupil of 3 % of the width is still 3 pixels. */
export const SEARCH_WIDTH = 96
/** Smallest and largest pupil looked for. Radius as a share of the image's width. */
export const PUPIL_LEAST = 0.025
export const PUPIL_MOST = 0.25
/** Step between radii tried. Ratio. */
export const PUPIL_STEP = 1.13
/** Gradient at which an edge counts half. Grey levels per pixel of the reduced image. */
export const PUPIL_SOFT_EDGE = 6
/** Places looked at more closely. Count. */
export const CANDIDATES = 4

// ---- exact pupil (stages/pupilContour.ts)

/** Angles of a contour. Count; a multiple of 4. */
export const CONTOUR_ANGLES = 128
/** Contrast at which an edge of the pupil counts half. Grey levels. */
export const PUPIL_SOFT_CONTRAST = 20
/** Harmonics kept of the pupil's outline: Daugman 2007 keeps 17 coefficients, which is 8. */
export const PUPIL_HARMONICS = 6
/** An edge farther from the circle than this is a lash or a reflection, and not followed. Share of the radius. */
export const PUPIL_UNROUND = 0.1

// ---- limbus (stages/limbusCircle.ts, stages/limbusContour.ts)

/** Limbus radius, as a multiple of the pupil's: a pupil takes 13 to 80 % of the iris (ISO/IEC 29794-6 advises 20 to 70 %). */
export const LIMBUS_LEAST = 1.25
export const LIMBUS_MOST = 7.5
/** Ratio between radii tried. */
export const LIMBUS_STEP = 1.02
/** Half width of the ring over which its contrast is taken, in steps of `LIMBUS_STEP`: 8 % of the radius, as the limbus is soft. */
export const LIMBUS_HALF_BAND = 4
/** Contrast at which an edge of the limbus counts half. Grey levels. */
export const LIMBUS_SOFT_CONTRAST = 20
/** Largest distance of the limbus' centre from the pupil's, and step between those tried. Shares of the limbus radius. */
export const LIMBUS_SHIFT_MOST = 0.2
export const LIMBUS_SHIFT_STEP = 0.05
/** The sides of the eye, where lids seldom reach. Radians above and below the horizontal. */
export const SIDE_ABOVE = 0.45
export const SIDE_BELOW = 0.9
/** Likeliest limbus radius as a multiple of the pupil's, and what a factor of e from it costs in edge strength. */
export const LIMBUS_USUAL = 2.6
export const LIMBUS_UNUSUAL_COST = 0.08
/** A limbus has no edge as clear within it: what such an edge costs, in its own strength, and how much nearer it must be. Ratios. */
export const LIMBUS_NEARER_COST = 0.25
export const LIMBUS_NEARER = 1.2
/** Harmonics of the limbus: it is rounder than the pupil, and its top is hidden. */
export const LIMBUS_HARMONICS = 3
/** What a clear limbus counts for, next to a clear pupil, when places are compared. Ratio. */
export const LIMBUS_WEIGHT = 1.5

// ---- rubber sheet (stages/rubberSheet.ts)

/** Columns of the sheet, 0.7 degrees each, and rows. Counts, as OSIRIS 4.1. */
export const SHEET_COLUMNS = 512
export const SHEET_ROWS = 64

// ---- code (stages/gaborCode.ts)

/** Radial spread of both filters. Standard deviation, rows of the sheet. Chosen on the development sets: 3 and 4 were worse. */
export const RADIAL_SPREAD = 1.75
/**
 * The wide and the narrow filter: wavelength and angular spread (standard deviation). Columns of the sheet. Shorter and longer
 * than the 28 and 8 of open-iris 1.11 and of narrower band: on the development sets genuine eyes stand 32 standard deviations
 * from strangers instead of 24 (median).
 */
export const FILTERS = [
  { wavelength: 20, spread: 7 },
  { wavelength: 10, spread: 4 },
] as const
/** Where the first row of the code lies and the last. Share of the way from pupil to limbus. */
export const FIRST_ROW = 0.03
export const LAST_ROW = 0.94
/** Share of a filter's support that must be visible for its bits to be trusted. */
export const VISIBLE_SUPPORT = 0.75
/** Bits whose response is weaker than this share of the mean response of the filter are fragile, and masked. */
export const FRAGILE_SHARE = 0.2

// ---- lids and lashes (stages/visibleIris.ts, stages/blocks.ts)

/** Directions that tell what iris looks like: radians above and below the horizontal. */
export const CLEAR_ABOVE = 0.35
export const CLEAR_BELOW = 0.6
/** Least spread of greys taken for the texture of an iris. Grey levels: noise of the cameras of the development sets. */
export const SPREAD_LEAST = 3
/** A pixel darker, or brighter, than the sides by so many of their standard deviations is lash, or skin. */
export const LASH_DARKNESS = 4
export const SKIN_BRIGHTNESS = 4
/** As much for the mean of a block. */
export const BLOCK_DARKNESS = 4
export const BLOCK_BRIGHTNESS = 3.5
/** Share of such pixels that condemns their block. */
export const BLOCK_OUTLIERS = 0.3
/** Beyond the edge of a lid at least this share of the blocks does not look like iris. */
export const LID_SHARE = 0.6

// ---- matching (match.ts, turnedProbe.ts)

/** Turns tried, in columns of 1.4 degrees: 45 degrees either way, as far as eyes of the development sets are askew. Least first. */
const MOST_TURN = 32
export const WHOLE_TURNS: readonly number[] = Array.from({ length: 2 * MOST_TURN + 1 }, (_, i) =>
  i % 2 === 1 ? (i + 1) / 2 : 0 - i / 2,
)
/** Turns of the coarse comparison: every second, as the wide filter is 7 columns wide. */
export const COARSE_TURNS: readonly number[] = WHOLE_TURNS.filter(turn => turn % 2 === 0)
/** Least share of the nominal number of bits that must be compared. Ratio, as iris codes usually require. */
export const LEAST_OVERLAP = 0.2

/** How strangers' distances are spread: the least of `tries` normal values, as many as the turns are worth. */
export interface Tail {
  /** Bits that two strangers' irises usually share. Count. */
  readonly nominal: number
  readonly tries: number
  readonly mean: number
  readonly deviation: number
}

/**
 * Fitted to the harder of the development sets, so that on both the evidence promises less than was seen: ADR 0011 compares them.
 * 13 independent turns are those of the published tail of this kind of code (31 turns of 1.4 degrees).
 */
export const TAILS: Readonly<Record<'stored' | 'travelling' | 'mixed', Tail>> = {
  stored: { nominal: 8000, tries: 13, mean: 0.4925, deviation: 0.0215 },
  mixed: { nominal: 1020, tries: 13, mean: 0.503, deviation: 0.036 },
  travelling: { nominal: 1020, tries: 13, mean: 0.506, deviation: 0.037 },
}
/** As `nominal`, for the coarse bits. Count. */
export const COARSE_NOMINAL = 500

// ---- what may be compared (plausible.ts): the range of the development sets and of invented codes, and as much again on either side

/** Share of ones in a plane. Seen: 0.42 to 0.55. */
export const PLANE_BALANCE = { least: 0.35, most: 0.65 }
/** Share of neighbours in a row that agree. Seen: 0.68 to 0.84; noise has 0.5, constants 1. */
export const NEAR_AGREEMENT = { least: 0.6, most: 0.92 }
/** Share of bits that agree with those 12 and more columns on. Seen: 0.44 to 0.57; stripes have 0 or 1 somewhere. */
export const FAR_AGREEMENT = { least: 0.37, most: 0.64 }

// ---- what may enter a gallery (stages/usable.ts)

/**
 * Least strength of the edges of pupil and limbus, and of both together, 0 to 1. On the development sets eyes have at least 0.33,
 * 0.30 and 0.75; pictures without an eye cut out of them have 0.32, 0.42 and 0.60 at most.
 */
export const PUPIL_CLEAR = 0.25
export const LIMBUS_CLEAR = 0.22
export const CLEAR_TOGETHER = 0.64
/** Least radius of the limbus. Pixels: half the smallest of the development sets, where ISO/IEC 29794-6 asks for 80. */
export const LEAST_RADIUS = 24
/** The pupil must end within this share of the limbus' radius. */
export const LIMBUS_FREE = 0.97
/** Least visible share of the iris, and of trusted bits of the code. The lowest of the development sets are 0.42 and 0.32. */
export const LEAST_VISIBLE = 0.25
export const LEAST_TRUSTED = 0.15
/**
 * What circles of an eye that was outlined rightly have at least, by the measures of ISO/IEC 29794-6 (measures.ts): contrast of iris and pupil is what the
 * standard recommends, the least of the development sets is 49; concentricity and the pupil's edge were 77 and 2.0 at least there. The rims (ours) were 89
 * and 94 at least; 99 in 100 circles of a wrong size have less than 85. See ADR 0141.
 */
export const OUTLINE_LEAST = {
  pupilContrast: 30,
  concentricity: 70,
  edgeWidth: 1.2,
  limbusRim: 85,
  pupilRim: 85,
} as const
