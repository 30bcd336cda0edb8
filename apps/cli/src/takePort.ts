import { createServer } from 'node:net'
import { CannotGoOn } from './cannotGoOn.ts'
import type { Settings } from './settings.ts'

/** The port itself, or a free one for 0: the origin must be known before anybody listens. @throws CannotGoOn when it is taken */
export async function takePort({ port, network = {} }: Pick<Settings, 'port' | 'network'>): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = createServer()
    socket.once('error', (error: NodeJS.ErrnoException) => {
      const taken = `port ${port} is taken by another program: choose another one, for example PORT=${port + 1}`
      reject(error.code === 'EADDRINUSE' ? new CannotGoOn(taken) : error)
    })
    socket.listen(port, network.host ?? '127.0.0.1', () => {
      const address = socket.address()
      socket.close(() => resolve(address && typeof address === 'object' ? address.port : port))
    })
  })
}
