export * from './identifier.ts'
export * from './policySql.ts'
