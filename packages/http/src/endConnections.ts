import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** How long what was asked before the end may take to be answered; milliseconds. A second signal ends at once. */
const LAST_ANSWERS = 20_000

/**
 * At the end of the server, ends connections over which nothing has been asked. Browsers open some ahead; Node counts them as busy and, once
 * closing, looks at no time limit but that of silence, so that they held the program back for two minutes.
 */
export function endConnections(app: FastifyInstance): void {
  const unasked = new Map<string, Socket>()
  let ending = false
  app.server.on('connection', (socket: Socket) => {
    if (ending) return socket.destroy()
    const name = nameOf(socket)
    unasked.set(name, socket)
    socket.once('close', () => unasked.delete(name))
  })
  app.server.on('request', ({ socket }) => unasked.delete(nameOf(socket)))
  app.addHook('preClose', async () => {
    ending = true
    for (const socket of unasked.values()) socket.destroy()
    setTimeout(() => app.server.closeAllConnections(), LAST_ANSWERS).unref()
  })
}

/** The same for a connection and for what is encrypted over it. */
const nameOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`
