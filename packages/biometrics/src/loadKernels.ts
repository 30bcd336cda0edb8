import { kernels } from './kernels/all.gen.js'

/** One running kernel: its functions take and give addresses in `memory`. */
export interface Kernel {
  readonly memory: WebAssembly.Memory
  /** The functions of `engine/NAME.ts`; whoever calls them gives them their type in one place. */
  readonly exports: WebAssembly.Exports
  /** First address that belongs to the caller, a multiple of 16. */
  readonly heapBase: number
}

/** Pages of 64 KiB that a kernel starts with and may grow to: as compiled in scripts/kernels.ts. */
const INITIAL_PAGES = 16
const MAXIMUM_PAGES = 32_768
const PAGE = 65_536

const running = new Map<string, Kernel>()
/** Kernels whose memory is their caller's. */
const compiled = new Map<string, WebAssembly.Module>()
let loading: Promise<void> | undefined

/** Instantiates every kernel once; call it again as often as you like. Needed before anything below is extracted or compared. */
export function loadKernels(): Promise<void> {
  loading ??= Promise.all(Object.entries(kernels).map(([name, base64]) => load(name, base64))).then(() => undefined)
  return loading
}

/** A kernel by the name of its file in `engine/`. Throws when `loadKernels` was not awaited: that is a bug of the caller. */
export function kernel(name: string): Kernel {
  const found = running.get(name)
  if (found === undefined) throw notLoaded(name)
  return found
}

/** Whether threads share this kernel's memory, which is then its caller's: one of up to 4 GB (65,536 pages), as compiled in scripts/kernels.ts. */
const isShared = (name: string) => name.startsWith('shared')

/** Pages of 64 KiB of a memory that threads share: 4 GB, all that 32 bits address. */
export const MOST_SHARED_PAGES = 65_536

/** A memory that threads share, of so many pages or as many as a kernel begins with. */
export function sharedMemory(pages: number): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: Math.max(INITIAL_PAGES, pages), maximum: MOST_SHARED_PAGES, shared: true })
}

/** A kernel in a memory that other threads have too. Not on a browser's main thread. Throws as `kernel`. */
export function sharedKernel(name: string, memory: WebAssembly.Memory): Kernel {
  const module = compiled.get(name)
  if (module === undefined) throw notLoaded(name)
  return started(name, memory, new WebAssembly.Instance(module, importsOf(name, memory)))
}

const notLoaded = (name: string) => new Error(`kernel ${name} is not loaded: await loadKernels() first`)

/** Grows the kernel's memory until `end` is a valid address. Views of the old memory are void afterwards. */
export function reserve({ memory }: Kernel, end: number): void {
  const missing = end - memory.buffer.byteLength
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE))
}

async function load(name: string, base64: string): Promise<void> {
  const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0))
  if (isShared(name)) {
    compiled.set(name, await WebAssembly.compile(bytes))
    return
  }
  const memory = newMemory()
  const { instance } = await WebAssembly.instantiate(bytes, importsOf(name, memory))
  running.set(name, started(name, memory, instance))
}

const newMemory = () => new WebAssembly.Memory({ initial: INITIAL_PAGES, maximum: MAXIMUM_PAGES })

const importsOf = (name: string, memory: WebAssembly.Memory): WebAssembly.Imports => {
  const abort = (): never => {
    throw new Error(`kernel ${name} stopped`)
  }
  return { env: { memory, abort } }
}

function started(name: string, memory: WebAssembly.Memory, { exports }: WebAssembly.Instance): Kernel {
  const heapBase = exports.heapBase as (() => number) | undefined
  if (heapBase === undefined) throw new Error(`kernel ${name} does not export heapBase`)
  return { memory, exports, heapBase: Math.ceil(heapBase() / 16) * 16 }
}
