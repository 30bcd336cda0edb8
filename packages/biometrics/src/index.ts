export * from './image/grey.ts'
export * from './modality.ts'
