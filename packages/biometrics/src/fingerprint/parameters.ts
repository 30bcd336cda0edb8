/**
 * Every constant of the fingerprint extractor, each with its unit and where it came from. 'Chosen' means: on the five development
 * sets together, one value for all scanners, as docs/decisions/0010 tells. Changing one changes templates: raise
 * `EXTRACTOR_VERSION`, measure again with `nansen evaluate fingerprint`, and say so in that record.
 */
export const EXTRACTOR_VERSION = 3

/** Resolution to which every image is brought first. Pixels per inch: that of ISO/IEC 19794-4 level 31 and of nearly all scanners. */
export const WORKING_DPI = 500
/** Resolutions that are believed. Pixels per inch: below, ridges cannot be told apart; above, no scanner of fingers works. */
export const MIN_DPI = 250
export const MAX_DPI = 2000
/** Largest width and height. Pixels at 500 dpi: 5 cm, more than one finger; also what ten bits of a template hold. */
export const MAX_SIDE = 1023

/** Half side of the window over which brightness and contrast are evened. Pixels: about four ridges across. Chosen (10 is worse). */
export const CONTRAST_RADIUS = 16
/** Deviation added before dividing by it, so that the noise of blank paper stays small. Grey levels. Chosen. */
export const CONTRAST_FLOOR = 6

/** Distance of the squares that are enhanced. Pixels: a quarter of a square, so that each place is seen sixteen times. Chosen (24 is worse). */
export const SQUARE_STEP = 16
/** Shortest and longest wavelength that can be a ridge. Pixels: children's ridges are 5, the widest 15 to 16. */
export const MIN_WAVELENGTH = 4.2
export const MAX_WAVELENGTH = 18
/** Power below which a square is taken for empty. Fourth power of the evened contrast: only keeps zero from being divided. */
export const QUIET = 1e-6

/** Squares whose windowed contrast sums to less power than this show no ridges and are left out: a twentieth of what ridges have. */
export const EMPTY = 29

/** Side of the cells in which direction and foreground are known. Pixels: about one ridge. */
export const CELL = 8
/** Blur of the directions. Cells: ten pixels, about a ridge each way. Chosen. */
export const DIRECTION_BLUR = 1.25
/** Cells with less deviation are background. Grey levels. As NIST's mindtct, whose low-contrast limit is close to it. */
export const MIN_CONTRAST = 8
/** The same, as a share of the mean over the better half of the image. Fraction. After SourceAFIS, which has 0.34. */
export const RELATIVE_CONTRAST = 0.3
/** Cells whose ridges are less parallel than this after enhancement are background. 0 to 1. Chosen by eye. */
export const MIN_COHERENCE = 0.35

/** Directions that the smoothing tells apart in half a turn. Count: 5.6 degrees, less than ridges bend in a window. */
export const ANGLE_STEPS = 32
/** Reach of the smoothing along ridges, standard deviation. Pixels: half a ridge period. Chosen (2.5 is worse). */
export const SMOOTHING_SIGMA = 4

/** Minutiae nearer to the border of the finger are the border's. Pixels: one ridge. Chosen (12 is worse, 5 no better). */
export const BORDER = 8
/** A ridge that leaves a fork and ends within this is a spur. Pixels: less than a ridge period. Chosen (10 is worse). */
export const SPUR = 7
/** A ridge shorter than this is dirt. Pixels; mindtct has 15. Chosen (16 is worse). */
export const ISLAND = 11
/** Two ridges that part and meet again within this enclose a pore. Pixels. */
export const LAKE = 20
/** Two forks joined across the ridges by less than this are a smear between two ridges. Pixels: one ridge period. Chosen (12 is worse). */
export const BRIDGE = 8
/** Two endings that face each other over less than this are one broken ridge. Pixels. Chosen (14 is worse). */
export const GAP = 10
/** How far a ridge is followed to tell on which side of a minutia it lies. Pixels: two ridges. */
export const FOLLOWED = 16
/** More than `CROWD` others within this many pixels are noise. As in SourceAFIS. */
export const CROWD_RADIUS = 20
export const CROWD = 4

/** Side of the squares in which the ridges' waves are kept. Pixels: some three ridges. Chosen (16 and 20 say no more, see ADR 0050). */
export const WAVE_CELL = 24
/** A wave that explains less of what is around it is none. Fraction. Chosen by eye. */
export const LEAST_EXPLAINED = 0.3
/** Steps of direction in half a turn, of phase in a turn, of wavelength between the two below. Counts. Chosen, see ADR 0050. */
export const WAVE_DIRECTIONS = 32
export const WAVE_PHASES = 8
export const WAVE_LENGTHS = 16
/** Wavelengths of the first and of the last step. Pixels. */
export const LONGEST_WAVE = 16
export const SHORTEST_WAVE = 5
/** Most waves of a stored and of a travelling template, those nearest the middle of the finger, and most squares of their box. Counts. */
export const MOST_WAVES = 240
export const TRAVELLING_WAVES = 130
export const MOST_BOX = 512
/** Sizes that the two forms keep to. Bytes. */
export const STORED_BYTES = 600
export const TRAVELLING_BYTES = 300

/** Most minutiae of a stored template. Count: 450 bytes; the kernel has room for 128. */
export const MAX_MINUTIAE = 110
/** Most minutiae of a travelling template. Count: 290 bytes; fewer beside waves. */
export const TRAVELLING_MINUTIAE = 70
/** Fewer minutiae cannot say anything at all. Count: the least on which the score is built. */
export const MIN_MINUTIAE = 4
