export * from './id.ts'
export * from './partialDate.ts'
export * from './random.ts'
export * from './refusal.ts'
