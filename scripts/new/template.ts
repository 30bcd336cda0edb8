/** The files of a module that records one kind of case: small, complete, and passing every check. Path below its folder -> text. */
export function moduleFiles(name: string): ReadonlyMap<string, string> {
  const row = `${name[0]?.toUpperCase()}${name.slice(1)}Case`
  return new Map([
    ['package.json', PACKAGE.replaceAll('NAME', name)],
    ['index.ts', INDEX.replaceAll('NAME', name).replaceAll('ROW', row)],
    ['fields.ts', FIELDS.replaceAll('ROW', row)],
    ['lifecycle.ts', LIFECYCLE.replaceAll('ROW', row)],
    ['access.ts', ACCESS],
    ['processing.ts', PROCESSING],
    ['server/index.ts', SERVER.replaceAll('NAME', name)],
    ['web/index.ts', WEB.replaceAll('NAME', name)],
    ['README.md', README.replaceAll('TITLE', `${name[0]?.toUpperCase()}${name.slice(1)}`)],
    ...Object.entries(LABELS).map(([language, labels]) => [`labels/${language}.json`, json(labels(name))] as const),
  ])
}

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`

const PACKAGE = `{
  "name": "@nansen/NAME",
  "version": "0.1.0",
  "private": true,
  "type": "module",
  "exports": {
    ".": "./index.ts",
    "./server": "./server/index.ts",
    "./web": "./web/index.ts"
  }
}
`

const INDEX = `import { defineModule } from '@nansen/model'
import { access } from './access.ts'
import { caseFile } from './fields.ts'
import { lifecycle } from './lifecycle.ts'

export type { ROW } from './fields.ts'

/** Say in one sentence what the module is for. */
export const NAME = defineModule({
  name: 'NAME',
  records: { case_file: caseFile },
  lifecycle: { record: 'case_file', table: lifecycle },
  access,
  menu: { icon: 'folder', order: 900 },
})
export { NAME as definition }
`

const PROCESSING = `import type { Processing } from '@nansen/model'

/** Why we keep this, on what basis, how long, and whom it is about: see docs/register-of-processing.md. */
export const processing: Processing = {
  records: {
    case_file: {
      purpose: 'protection',
      basis: 'mandate',
      retention: 'case-file',
      about: 'individual',
      extract: 'withheld',
    },
  },
}
`

const FIELDS = `import { date, defineRecord, note, type Row, reference, text } from '@nansen/model'

const fields = {
  individual: reference('registration.individual', { merge: 'owner' }),
  subject: text({ search: 'name' }),
  opened_on: date(),
  circumstances: note({ optional: true, sensitivity: 'protected' }),
  assessed_by: reference('auth.staff', { optional: true, derived: true }),
} as const

/** A stored case, without its id and state. */
export interface ROW extends Row<typeof fields> {}

/** What we record of one person's case. */
export const caseFile = defineRecord({ fields, title: ['subject'], listed: ['subject', 'individual', 'opened_on'] })
`

const LIFECYCLE = `import { defineLifecycle } from '@nansen/model'
import type { ROW } from './fields.ts'

/** Whoever assessed a case does not close it. */
export const lifecycle = defineLifecycle<keyof ROW & string>()({
  initial: 'open',
  states: ['open', 'closed'],
  moves: {
    close: { from: ['open'], to: 'closed', by: 'approve', otherThan: ['assessed_by'] },
    reopen: { from: ['closed'], to: 'open', by: 'approve' },
  },
})
`

const ACCESS = `import { approve, type Column, read } from '@nansen/model'

/** Who may do what. Say which guidance it follows. */
export const access = {
  protection_officer: approve('subtree', 'protected'),
  data_protection_officer: read('case'),
  auditor: read('case'),
} as const satisfies Column
`

const SERVER = `import type { ServerModule } from '@nansen/store'

/** Nothing beyond what the definition gives: create, read, change, move, list. */
export const server: ServerModule = { name: 'NAME', commands: [], queries: [] }
`

const WEB = `import type { WebModule } from '@nansen/ui'

/** The derived screens suffice. */
export const web: WebModule = { name: 'NAME', routes: [] }
`

const README = `# TITLE

What it is, who does it, which handbook it follows, and what it never does: in ten sentences.
`

/** Keys of the labels of the records above; the words are to be replaced with the module's own. */
const LABELS: Readonly<Record<string, (name: string) => Readonly<Record<string, string>>>> = {
  en: name => ({
    module: `${name[0]?.toUpperCase()}${name.slice(1)}`,
    ...labelled('Case', 'Cases', ['Person', 'Subject', 'Opened on', 'Circumstances', 'Assessed by']),
    ...moving(['Open', 'Closed'], ['Close', 'Reopen']),
  }),
  fr: name => ({
    module: `${name[0]?.toUpperCase()}${name.slice(1)}`,
    ...labelled('Dossier', 'Dossiers', ['Personne', 'Objet', 'Ouvert le', 'Circonstances', 'Évalué par']),
    ...moving(['Ouvert', 'Clos'], ['Clore', 'Rouvrir']),
  }),
  ar: () => ({
    module: 'وحدة جديدة',
    ...labelled('ملف', 'ملفات', ['الشخص', 'الموضوع', 'تاريخ الفتح', 'الظروف', 'قيّمه']),
    ...moving(['مفتوح', 'مغلق'], ['إغلاق', 'إعادة الفتح']),
  }),
  es: name => ({
    module: `Módulo ${name}`,
    ...labelled('Caso', 'Casos', ['Persona', 'Asunto', 'Fecha de apertura', 'Circunstancias', 'Valorado por']),
    ...moving(['Abierto', 'Cerrado'], ['Cerrar', 'Reabrir']),
  }),
}

const FIELD_NAMES = ['individual', 'subject', 'opened_on', 'circumstances', 'assessed_by'] as const

const labelled = (one: string, many: string, fields: readonly string[]): Record<string, string> => ({
  'record.case_file': one,
  'record.case_file.plural': many,
  ...Object.fromEntries(FIELD_NAMES.map((field, i) => [`field.case_file.${field}`, fields[i] ?? ''])),
})

const moving = ([open = '', closed = '']: readonly string[], [close = '', reopen = '']: readonly string[]) => ({
  'state.open': open,
  'state.closed': closed,
  'move.close': close,
  'move.reopen': reopen,
})
