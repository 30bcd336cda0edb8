export type { Duty } from './duties.ts'
export { type Running, type RunOptions, runServer } from './runServer.ts'
export { sequencing } from './sequencing.ts'
