export type { Demo } from './loginRoutes.ts'
export type { Papers } from './paperRoutes.ts'
export { type HttpConfig, isLoopback, type Log, refuseOpenNetwork } from './place.ts'
export { createServer, type ServerParts } from './server.ts'
