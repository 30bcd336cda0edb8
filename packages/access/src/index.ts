export * from './identifier.ts'
export * from './policySql.ts'
export * from './reachOf.ts'
