import { MOST_SHARED_PAGES } from '../../loadKernels.ts'
import { FINE_TURNS, RECORD_WORDS } from './record.ts'
import { EYE_SHEET_BYTES, PROBE_LISTS_BYTES, SHEET_PEOPLE } from './sheet.ts'

/**
 * Where things lie in a memory of a gallery. A head with the turned probes and a desk for each thread, then blocks of 1,024 people: their
 * coarse parts in sheets of 128, left eyes and right eyes of each in turn; then whole records, left eye and right eye of each person; then who they are.
 */
export const BLOCK_PEOPLE = 1024
export const RECORD_BYTES = 4 * RECORD_WORDS
export const RECORDS_AT = 2 * EYE_SHEET_BYTES * (BLOCK_PEOPLE / SHEET_PEOPLE)
/** A person's number and one, as a float of 64 bits: 0 where nobody is. */
export const NUMBERS_AT = RECORDS_AT + 2 * RECORD_BYTES * BLOCK_PEOPLE
export const BLOCK_BYTES = NUMBERS_AT + 8 * BLOCK_PEOPLE

/** Probes that are searched together, each block read once for all. */
export const MOST_PROBES = 16
export const PROBE_COARSE_BYTES = PROBE_LISTS_BYTES
export const PROBE_FINE_BYTES = FINE_TURNS.length * RECORD_BYTES
/** One eye: lists of what to count in a sheet, then its turned records. */
export const PROBE_EYE_BYTES = PROBE_COARSE_BYTES + PROBE_FINE_BYTES
/** Threads that search at once, and the room of each: a list of people, what the kernel says of each (four f32 an eye), and what it counts on. */
export const MOST_THREADS = 16
export const SAID_BYTES = (4 + 32) * BLOCK_PEOPLE
export const DESK_BYTES = SAID_BYTES + 4096

const PAGE = 65_536
/** First kilobytes are the kernel's own. */
const KERNEL_BYTES = 4_096
export const PROBES_AT = KERNEL_BYTES
export const DESKS_AT = PROBES_AT + MOST_PROBES * 2 * PROBE_EYE_BYTES
export const BLOCKS_AT = PAGE * Math.ceil((DESKS_AT + MOST_THREADS * DESK_BYTES) / PAGE)

/** Blocks of a memory: 6,797, which are 6.9 million people. */
export const MOST_BLOCKS = Math.floor((MOST_SHARED_PAGES * PAGE - BLOCKS_AT) / BLOCK_BYTES)

/** Pages that hold so many blocks. */
export const pagesFor = (blocks: number): number => Math.ceil((BLOCKS_AT + blocks * BLOCK_BYTES) / PAGE)
export const addressOfBlock = (block: number): number => BLOCKS_AT + block * BLOCK_BYTES
