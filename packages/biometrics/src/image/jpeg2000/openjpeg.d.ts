/** The parts of OpenJPEG's build that we use; the package has no types of its own. */
declare module '@cornerstonejs/codec-openjpeg/decodewasmjs' {
  interface FrameInfo {
    readonly width: number
    readonly height: number
    readonly bitsPerSample: number
    readonly componentCount: number
    readonly isSigned: boolean
  }
  interface J2KDecoder {
    getEncodedBuffer(length: number): Uint8Array
    decode(): void
    getFrameInfo(): FrameInfo
    /** In the module's own memory: to be copied. */
    getDecodedBuffer(): Uint8ClampedArray
  }
  interface J2KEncoder {
    /** Interleaved samples are written into it. */
    getDecodedBuffer(frame: FrameInfo): Uint8Array
    setQuality(isLossless: boolean, quality: number): void
    encode(): void
    getEncodedBuffer(): Uint8Array
  }
  interface OpenJpeg {
    readonly J2KDecoder: new () => J2KDecoder
    /** Only in `wasmjs`. */
    readonly J2KEncoder: new () => J2KEncoder
  }
  const openJpeg: (options: {
    readonly wasmBinary: Uint8Array
    readonly print: () => void
    readonly printErr: () => void
  }) => Promise<OpenJpeg>
  // biome-ignore lint/style/noDefaultExport: the package exports nothing else
  export default openJpeg
}
declare module '@cornerstonejs/codec-openjpeg/wasmjs' {
  export { default } from '@cornerstonejs/codec-openjpeg/decodewasmjs'
}
