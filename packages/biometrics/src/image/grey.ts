/** A grey image: 8 bits per pixel, row by row from the top left, 0 = black, 255 = white. */
export interface GreyImage {
  readonly width: number
  readonly height: number
  /** Pixels per inch at which it was taken, or null where the file does not say: then the user is asked. */
  readonly dpi: number | null
  /** Length `width * height`. */
  readonly pixels: Uint8Array
}
