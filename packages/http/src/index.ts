export type { Demo } from './loginRoutes.ts'
export { type HttpConfig, isLoopback, type Log, refuseOpenNetwork } from './place.ts'
export { BRIDGE_PORT } from './securityHeaders.ts'
export { createServer, type ServerParts } from './server.ts'
