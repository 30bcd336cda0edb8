/**
 * Every constant of the fingerprint matcher, each with its unit and where it came from. Changing one changes scores, not
 * templates: run `nansen evaluate fingerprint` and record the figures in docs/decisions/0010.
 * MCC: Cappelli, Ferrara and Maltoni, Minutia Cylinder-Code, IEEE TPAMI 32(12), 2010.
 */

/** Radius of the cylinder around each minutia. Pixels at 500 dpi. MCC. */
export const RADIUS = 70
/** Cells across the base of the cylinder. Count. MCC has 8 and 16; 12 fits one 128-bit word a layer and keeps the accuracy of 16. */
export const CELLS_ACROSS = 12
/** Layers of the cylinder: a full turn of direction differences is cut into so many. Count. MCC. */
export const LAYERS = 6
/** Reach of one neighbouring minutia in space, standard deviation. Pixels. MCC. */
export const SIGMA_SPACE = 28 / 3
/** Reach of one neighbouring minutia in direction, standard deviation. Radians. MCC has 40 degrees; chosen, see ADR 0010. */
export const SIGMA_DIRECTION = Math.PI / 6
/** A cell whose neighbours sum to this is set. Density a pixel. MCC has 0.01; chosen on the development sets, see ADR 0010. */
export const CELL_THRESHOLD = 0.007
/** How far around the minutiae's hull the finger is taken to be seen. Pixels. MCC. */
export const HULL_MARGIN = 50
/** Least share of a cylinder's cells that must be seen for it to count. Fraction. MCC. */
export const MIN_SEEN = 0.75
/** Least number of neighbours that reach into a cylinder for it to count. MCC. */
export const MIN_NEIGHBOURS = 2
/** Least share of cells seen in both cylinders for them to be compared. Fraction. MCC. */
export const MIN_COMMON = 0.6
/** Rounds of relaxation. Count. MCC. */
export const ROUNDS = 5
/** Logistic of agreement: distance at which half is left, pixels, and slope. MCC has 5 and -1.6; wider for pressed skin, see ADR 0010. */
export const DISTANCE_MIDDLE = 8
export const DISTANCE_SLOPE = -0.8
/** The same for directions and bearings, radians. MCC. */
export const TURN_MIDDLE = Math.PI / 12
export const TURN_SLOPE = -30
/** Pairs that make the score: from the fewest to the most, by a logistic of the smaller number of minutiae. MCC, which begins
 * at 4; with 8, small prints are no longer carried by chance, see ADR 0010. */
export const FEWEST_PAIRS = 8
export const MOST_PAIRS = 12
export const PAIRS_MIDDLE = 20
export const PAIRS_SLOPE = 0.4
/** Ways to lay one finger on the other in which the ridges between the minutiae are compared, the best supported first. Count. Chosen. */
export const ALIGNMENTS = 2
/** How much ridges that agree raise the likeness: e to this where they agree fully. Fitted (logistic, leave-one-set-out), see ADR 0050. */
export const RIDGES_COUNT = 1.3
