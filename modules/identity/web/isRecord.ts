/** How records of several pictures begin: ISO/IEC 19794-4 and 19794-6, and ANSI/NIST transactions in the traditional encoding. */
const BEGINNINGS = [/^FIR\0/, /^IIR\0/, /^1\.0*1:/]
const LONGEST = 8

/**
 * Whether a file is such a record, which scanners, cards and other systems export; told by what it holds, never by its name. Asked on the page, which
 * has no engine.
 */
export function isRecord(file: Uint8Array): boolean {
  const beginning = String.fromCharCode(...file.subarray(0, LONGEST))
  return BEGINNINGS.some(each => each.test(beginning))
}
