/**
 * Every constant of the iris extractor, each with its unit and where it came from. Changing one changes templates: raise
 * `EXTRACTOR_VERSION`, evaluate again and record both in an ADR. "Development sets" are those of ADR 0011; one set of values
 * serves every camera, so that lengths are shares of the image or of the eye, never pixels.
 */
export const EXTRACTOR_VERSION = 1

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

// ---- limbus (stages/limbusCircle.ts, stages/limbusContour.ts)

/** Limbus radius, as a multiple of the pupil's: a pupil takes 13 to 80 % of the iris (ISO/IEC 29794-6 advises 20 to 70 %). */
export const LIMBUS_LEAST = 1.25
export const LIMBUS_MOST = 7.5
/** Ratio between radii tried. */
export const LIMBUS_STEP = 1.02
/** Half width of the ring over which its contrast is taken, in steps of `LIMBUS_STEP`: 8 % of the radius, as the limbus is soft. */
export const LIMBUS_HALF_BAND = 4
/** Contrast at which an edge of the limbus counts half. Grey levels. */
export const LIMBUS_SOFT_CONTRAST = 10
/** Largest distance of the limbus' centre from the pupil's, and step between those tried. Shares of the limbus radius. */
export const LIMBUS_SHIFT_MOST = 0.2
export const LIMBUS_SHIFT_STEP = 0.05
/** The sides of the eye, where lids seldom reach. Radians above and below the horizontal. */
export const SIDE_ABOVE = 0.45
export const SIDE_BELOW = 0.9
/** Likeliest limbus radius as a multiple of the pupil's, and what a factor of e from it costs in edge strength. */
export const LIMBUS_USUAL = 2.6
export const LIMBUS_UNUSUAL_COST = 0.08
/** Harmonics of the limbus: it is rounder than the pupil, and its top is hidden. */
export const LIMBUS_HARMONICS = 3
/** What a clear limbus counts for, next to a clear pupil, when places are compared. Ratio. */
export const LIMBUS_WEIGHT = 1.5

// ---- rubber sheet (stages/rubberSheet.ts)

/** Columns of the sheet, 0.7 degrees each, and rows. Counts, as OSIRIS 4.1. */
export const SHEET_COLUMNS = 512
export const SHEET_ROWS = 64

// ---- code (stages/gaborCode.ts)

/** Radial spread of both filters. Standard deviation, rows of the sheet: open-iris 1.11 has 6 rows of 128. */
export const RADIAL_SPREAD = 3
/** The wide and the narrow filter: wavelength and angular spread (standard deviation). Columns of the sheet, as open-iris 1.11. */
export const FILTERS = [
  { wavelength: 28, spread: 7 },
  { wavelength: 8, spread: 2 },
] as const
/** Where the first row of the code lies and the last. Share of the way from pupil to limbus. */
export const FIRST_ROW = 0.03
export const LAST_ROW = 0.94
/** Share of a filter's support that must be visible for its bits to be trusted. */
export const VISIBLE_SUPPORT = 0.7
/** Bits whose response is weaker than this share of the mean response of the filter are fragile, and masked. */
export const FRAGILE_SHARE = 0.35
