/** Where the memory that the kernel does not use itself begins: the caller lays out its buffers from here. */
export function heapBase(): usize {
  return __heap_base
}
