/** Luma of 8-bit red, green and blue by ITU-R BT.601 (0.299, 0.587, 0.114), in whole numbers so that every machine agrees. */
export function luma(red: number, green: number, blue: number): number {
  return ((299 * red + 587 * green + 114 * blue + 500) / 1000) | 0
}

/** `grey` as seen through `alpha` (both 0 to 255) on white paper. */
export function onWhite(grey: number, alpha: number): number {
  return (((grey * alpha + 255 * (255 - alpha)) / 255 + 0.5) | 0) & 255
}
