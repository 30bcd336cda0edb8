export { decodeImage } from './image/decode.ts'
export * from './image/grey.ts'
export * from './modality.ts'
export { type Kernel, kernel, loadKernels, reserve } from './loadKernels.ts'
