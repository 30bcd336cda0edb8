import { defineQuery } from '@nansen/store'
import register from '../register.gen.json' with { type: 'json' }
import { list, MAYBE, object, TEXT } from './schemas.ts'

/** Fields kept for one reason: see scripts/gen/register.ts, which writes them from the definitions. */
export interface DataClass {
  readonly module: string
  readonly record: string
  readonly part: string
  readonly fields: readonly string[]
  readonly kinds: readonly (readonly [kind: string, of: string | null])[]
  readonly purpose: string
  readonly basis: string
  readonly retention: string
  readonly about: string | null
  readonly extract: string
  readonly recipients: readonly string[]
}
export const CLASSES = register as unknown as readonly DataClass[]

/** The register of processing, as the definitions say it. Shows nobody. */
export const registerOfProcessing = defineQuery<object, { classes: readonly Omit<DataClass, 'kinds'>[] }>({
  name: 'data_protection.register',
  module: 'data_protection',
  needs: { action: 'read', level: 'protected' },
  input: object({}),
  output: object({
    classes: list(
      object({
        module: TEXT,
        record: TEXT,
        part: TEXT,
        fields: list(TEXT),
        purpose: TEXT,
        basis: TEXT,
        retention: TEXT,
        about: MAYBE,
        extract: TEXT,
        recipients: list(TEXT),
      }),
    ),
  }),
  showsPeople: false,
  run: async () => ({ classes: CLASSES.map(({ kinds: _, ...shown }) => shown) }),
})
