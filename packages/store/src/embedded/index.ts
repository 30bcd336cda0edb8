export { type PostgresOptions, type RunningPostgres, startPostgres } from './startPostgres.ts'
export { DatabaseBusy, runningIn } from './whoRuns.ts'
