import { createServer, type Server, type Socket } from 'node:net'

/** One request. SBI's verbs are its own, which Node's HTTP server refuses: so this small one reads them. One request a connection. */
export interface SbiRequest {
  readonly verb: string
  readonly path: string
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}

export interface SbiReply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** JSON, or parts that are written as they come, each whole. */
  readonly body?: unknown
  readonly parts?: AsyncIterable<Uint8Array>
  /** Breaks the connection off instead: the cable was pulled. */
  readonly broken?: boolean
}

const MOST_HEAD = 8_192
const MOST_BODY = 65_536
/** A page on this machine says what it wants at once. Milliseconds. */
const PATIENCE = 5_000
const STATUS: Readonly<Record<number, string>> = {
  200: 'OK',
  204: 'No Content',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
}

/** Listens on this machine's own address and nowhere else. @param port 0: any */
export async function listen(port: number, answer: (request: SbiRequest) => Promise<SbiReply>): Promise<Listening> {
  const open = new Set<Socket>()
  const server = createServer(socket => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy())
    void serveOne(socket, answer).catch(() => socket.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return { port: portOf(server), stop: () => stop(server, open) }
}
export interface Listening {
  readonly port: number
  readonly stop: () => Promise<void>
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function stop(server: Server, open: ReadonlySet<Socket>): Promise<void> {
  for (const socket of open) socket.destroy()
  await new Promise<void>(resolve => server.close(() => resolve()))
}

async function serveOne(socket: Socket, answer: (request: SbiRequest) => Promise<SbiReply>): Promise<void> {
  socket.setTimeout(PATIENCE, () => socket.destroy())
  const request = await readRequest(socket)
  socket.setTimeout(0)
  if (request === null) return write(socket, { status: 400 })
  const reply = await answer(request)
  if (reply.broken) return void socket.destroy()
  await write(socket, reply)
}

/** Null: not a request that we read. */
async function readRequest(socket: Socket): Promise<SbiRequest | null> {
  let held = Buffer.alloc(0)
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    held = Buffer.concat([held, chunk as Buffer])
    const end = held.indexOf('\r\n\r\n')
    if (end > MOST_HEAD || (end < 0 && held.length > MOST_HEAD)) return null
    if (end < 0) continue
    const head = headOf(held.subarray(0, end).toString('latin1'))
    const length = Number(head?.headers.get('content-length') ?? 0)
    if (head === null || head.headers.has('transfer-encoding') || !(length >= 0 && length <= MOST_BODY)) return null
    const body = held.subarray(end + 4)
    if (body.length >= length) return { ...head, body: body.subarray(0, length).toString('utf8') }
  }
  return null
}

function headOf(text: string): Omit<SbiRequest, 'body'> | null {
  const [first, ...lines] = text.split('\r\n')
  const found = /^([A-Z]{3,12}) (\/\S*) HTTP\/1\.1$/.exec(first ?? '')
  if (found === null) return null
  const headers = new Map<string, string>()
  for (const line of lines) {
    const at = line.indexOf(':')
    const name = line.slice(0, at).toLowerCase()
    // a second Host or Origin would let two readers see two things
    if (at < 1 || headers.has(name)) return null
    headers.set(name, line.slice(at + 1).trim())
  }
  return { verb: found[1]!, path: found[2]!, headers }
}

async function write(socket: Socket, { status, headers = {}, body, parts }: SbiReply): Promise<void> {
  const text = body === undefined ? '' : JSON.stringify(body)
  const lines = [
    `HTTP/1.1 ${status} ${STATUS[status] ?? 'Error'}`,
    'cache-control: no-store',
    'connection: close',
    'x-content-type-options: nosniff',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(parts === undefined ? [`content-length: ${Buffer.byteLength(text)}`] : []),
    ...(body === undefined ? [] : ['content-type: application/json']),
  ]
  socket.write(`${lines.join('\r\n')}\r\n\r\n${text}`)
  if (parts !== undefined)
    for await (const part of parts) {
      if (socket.destroyed) return
      if (!socket.write(part)) await new Promise(resolve => socket.once('drain', resolve).once('close', resolve))
    }
  socket.end()
}
