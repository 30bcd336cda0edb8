import type { Column } from '@nansen/model'

/** Nobody's by role: whose keys and groups they are, is said by the groups themselves, and who may found one by the module it is for. */
export const access = {} as const satisfies Column
