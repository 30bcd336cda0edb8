export { type PostgresOptions, type RunningPostgres, startPostgres } from './startPostgres.ts'
export { DatabaseBusy, isReady, runningIn } from './whoRuns.ts'
