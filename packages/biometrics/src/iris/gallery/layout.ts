import { MOST_SHARED_PAGES } from '../../loadKernels.ts'
import { COARSE_TURNS, COARSE_WORDS, FINE_TURNS, RECORD_WORDS } from './record.ts'

/**
 * Where things lie in a memory of a gallery. A head with the turned probes and a desk for each thread, then blocks of 1,024 people: their
 * coarse parts, left eye and right eye of each in turn, then the other parts in the same order, then who they are.
 */
export const BLOCK_PEOPLE = 1024
export const COARSE_BYTES = 4 * COARSE_WORDS
export const FINE_BYTES = 4 * (RECORD_WORDS - COARSE_WORDS)
export const FINE_AT = 2 * COARSE_BYTES * BLOCK_PEOPLE
/** A person's number and one, as a float of 64 bits: 0 where nobody is. */
export const NUMBERS_AT = FINE_AT + 2 * FINE_BYTES * BLOCK_PEOPLE
export const BLOCK_BYTES = NUMBERS_AT + 8 * BLOCK_PEOPLE

/** Probes that are searched together, each block read once for all. */
export const MOST_PROBES = 16
export const PROBE_COARSE_BYTES = COARSE_TURNS.length * COARSE_BYTES
export const PROBE_FINE_BYTES = FINE_TURNS.length * (COARSE_BYTES + FINE_BYTES)
/** One eye: its turned coarse parts, then its turned records. */
export const PROBE_EYE_BYTES = PROBE_COARSE_BYTES + PROBE_FINE_BYTES
/** Threads that search at once, and the room of each: a list of people, and what the kernel says of each (four f32 an eye). */
export const MOST_THREADS = 16
export const DESK_BYTES = (4 + 32) * BLOCK_PEOPLE

const PAGE = 65_536
/** First kilobytes are the kernel's own. */
const KERNEL_BYTES = 4_096
export const PROBES_AT = KERNEL_BYTES
export const DESKS_AT = PROBES_AT + MOST_PROBES * 2 * PROBE_EYE_BYTES
export const BLOCKS_AT = PAGE * Math.ceil((DESKS_AT + MOST_THREADS * DESK_BYTES) / PAGE)

/** Blocks of a memory: 7,179, which are 7.3 million people. */
export const MOST_BLOCKS = Math.floor((MOST_SHARED_PAGES * PAGE - BLOCKS_AT) / BLOCK_BYTES)

/** Pages that hold so many blocks. */
export const pagesFor = (blocks: number): number => Math.ceil((BLOCKS_AT + blocks * BLOCK_BYTES) / PAGE)
export const addressOfBlock = (block: number): number => BLOCKS_AT + block * BLOCK_BYTES
