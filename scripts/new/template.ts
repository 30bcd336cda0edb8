/** The files of a case module: small, complete, and passing every check. Path below its folder -> text. */
export function moduleFiles(name: string): ReadonlyMap<string, string> {
  const row = `${name[0]?.toUpperCase()}${name.slice(1)}Case`
  const infix = infixOf(name)
  return new Map([
    ['package.json', PACKAGE.replaceAll('NAME', name)],
    ['index.ts', INDEX.replaceAll('NAME', name).replaceAll('INFIX', infix)],
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

/** Capitals in the middle of a case number, from the name: `legal_aid` -> `LEG`. To be changed where two modules would share them. */
const infixOf = (name: string): string => `${name.replaceAll(/[^a-z]/g, '')}xx`.slice(0, 3).toUpperCase()

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

const INDEX = `import { defineCaseModule } from '@nansen/cases'
import { RECORD_TEMPLATE } from '@nansen/model'
import { access } from './access.ts'
import { caseFile, step } from './fields.ts'
import { lifecycle } from './lifecycle.ts'

/** Say in one sentence what the module is for. */
export const NAME = defineCaseModule({
  name: 'NAME',
  records: { case_file: caseFile, step },
  lifecycle: { record: 'case_file', table: lifecycle },
  case: {
    infix: 'INFIX',
    roles: ['person', 'family-member'],
    closed: ['closed'],
    signs: { assess: 'assessed_by', close: 'closed_by' },
    apart: [['assessed_by', 'closed_by']],
    tasks: ['assess', 'look-again'],
    ready: {
      close: [
        { name: 'something-done', asks: 'some', of: 'step' },
        { name: 'no-open-task', asks: 'none', of: 'task', where: { status: 'open' } },
      ],
    },
    clocks: {
      assessment: {
        starts: { entering: ['open'] },
        runs: { amount: 5, unit: 'working-days' },
        metBy: ['assessed'],
        expires: { task: 'assess' },
      },
    },
    events: {
      'registration.death': [{ does: 'task', task: 'look-again' }],
      'registration.departure': [{ does: 'task', task: 'look-again' }],
    },
    links: ['same-family'],
  },
  access,
  documents: { case_file: { template: RECORD_TEMPLATE, record: 'case_file', languages: ['en', 'fr', 'ar', 'es'] } },
  measures: { cases: { record: 'case_file', by: ['state', 'outcome'] } },
  menu: { icon: 'folder', order: 900 },
})
export { NAME as definition }
`

const PROCESSING = `import { caseProcessing } from '@nansen/cases'
import type { Processing, ProcessingLine } from '@nansen/model'

const line: ProcessingLine = {
  purpose: 'protection',
  basis: 'mandate',
  retention: 'case-file',
  about: 'subject',
  extract: 'withheld',
}

/** Why we keep this, on what basis, how long, and whom it is about: see docs/register-of-processing.md. */
export const processing: Processing = {
  records: { case_file: line, step: { ...line, about: null }, ...caseProcessing(line) },
}
`

const FIELDS = `import { code, date, defineRecord, note, type Row, reference, text } from '@nansen/model'

const fields = {
  topic: text({ search: 'name' }),
  opened_on: date(),
  circumstances: note({ optional: true, sensitivity: 'protected' }),
  assessed_by: reference('auth.staff', { optional: true, derived: true }),
  closed_by: reference('auth.staff', { optional: true, derived: true }),
  outcome: code(['solved', 'partly-solved', 'not-solved'], { optional: true }),
} as const

/** A stored case, without its id, number and state. */
export interface ROW extends Row<typeof fields> {}

/** What we record of one person's case. Whom it is about, its number and its team come with every case. */
export const caseFile = defineRecord({ fields, title: ['topic'], listed: ['topic', 'opened_on', 'outcome'] })

/** What was done about it. */
export const step = defineRecord({
  parent: 'case_file',
  fields: { done_on: date(), what: text({ max: 200 }) },
  title: ['done_on', 'what'],
})
`

const LIFECYCLE = `import { defineLifecycle } from '@nansen/model'
import type { ROW } from './fields.ts'

/** Whoever assessed a case does not close it. */
export const lifecycle = defineLifecycle<keyof ROW & string>()({
  initial: 'open',
  states: ['open', 'assessed', 'closed'],
  moves: {
    assess: { from: ['open'], to: 'assessed', by: 'change' },
    close: { from: ['assessed'], to: 'closed', by: 'approve', otherThan: ['assessed_by'], needs: ['outcome'] },
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

/** Nothing beyond what the definition gives: create, read, change, move, list, and what every case has. */
export const server: ServerModule = { name: 'NAME', commands: [], queries: [] }
`

const WEB = `import type { WebModule } from '@nansen/ui'

/** Its screens are those of every case. */
export const web: WebModule = { name: 'NAME', routes: [] }
`

const README = `# TITLE

What it is, who does it, which handbook it follows, and what it never does: in ten sentences.
`

/** Each label in English, French, Arabic and Spanish; the words are to be replaced with the module's own. */
const WORDS: Readonly<Record<string, readonly [en: string, fr: string, ar: string, es: string]>> = {
  'record.case_file': ['Case', 'Dossier', 'ملف', 'Caso'],
  'record.case_file.plural': ['Cases', 'Dossiers', 'ملفات', 'Casos'],
  'field.case_file.topic': ['Subject', 'Objet', 'الموضوع', 'Asunto'],
  'field.case_file.opened_on': ['Opened on', 'Ouvert le', 'تاريخ الفتح', 'Fecha de apertura'],
  'field.case_file.circumstances': ['Circumstances', 'Circonstances', 'الظروف', 'Circunstancias'],
  'field.case_file.assessed_by': ['Assessed by', 'Évalué par', 'قيّمه', 'Valorado por'],
  'field.case_file.closed_by': ['Closed by', 'Clos par', 'أغلقه', 'Cerrado por'],
  'field.case_file.outcome': ['Outcome', 'Résultat', 'النتيجة', 'Resultado'],
  'code.case_file.outcome.solved': ['Solved', 'Réglé', 'تم الحل', 'Resuelto'],
  'code.case_file.outcome.partly-solved': ['Partly solved', 'Réglé en partie', 'حل جزئي', 'Resuelto en parte'],
  'code.case_file.outcome.not-solved': ['Not solved', 'Non réglé', 'لم يُحل', 'No resuelto'],
  'record.step': ['Step', 'Démarche', 'خطوة', 'Paso'],
  'record.step.plural': ['Steps', 'Démarches', 'خطوات', 'Pasos'],
  'field.step.done_on': ['Done on', 'Fait le', 'تم في', 'Hecho el'],
  'field.step.what': ['What was done', 'Ce qui a été fait', 'ما تم', 'Qué se hizo'],
  'code.member.role.person': ['Person', 'Personne', 'الشخص', 'Persona'],
  'code.member.role.family-member': ['Family member', 'Membre de la famille', 'فرد من الأسرة', 'Familiar'],
  'state.open': ['Open', 'Ouvert', 'مفتوح', 'Abierto'],
  'state.assessed': ['Assessed', 'Évalué', 'تم التقييم', 'Valorado'],
  'state.closed': ['Closed', 'Clos', 'مغلق', 'Cerrado'],
  'move.assess': ['Assess', 'Évaluer', 'تقييم', 'Valorar'],
  'move.close': ['Close', 'Clore', 'إغلاق', 'Cerrar'],
  'move.reopen': ['Reopen', 'Rouvrir', 'إعادة الفتح', 'Reabrir'],
  'document.case_file': ['Case', 'Dossier', 'ملف', 'Caso'],
  'task.assess': ['Assess the case', 'Évaluer le dossier', 'تقييم الملف', 'Valorar el caso'],
  'task.look-again': [
    'Something happened: look again',
    'Revoir après un événement',
    'حدث شيء: أعد النظر',
    'Ha ocurrido algo: revisar',
  ],
  'ready.something-done': ['something that was done', 'une démarche faite', 'خطوة تمت', 'algo que se haya hecho'],
  'ready.no-open-task': [
    'tasks that are still open',
    'des tâches encore ouvertes',
    'مهام لا تزال مفتوحة',
    'tareas aún abiertas',
  ],
  'clock.assessment': ['Assessment', 'Évaluation', 'التقييم', 'Valoración'],
  'link.same-family': ['Same family', 'Même famille', 'الأسرة نفسها', 'Misma familia'],
}

const titled = (name: string): string => `${name[0]?.toUpperCase()}${name.slice(1).replaceAll('_', ' ')}`
const TITLES = [titled, titled, () => 'وحدة جديدة', (name: string) => `Módulo ${name}`] as const

const LABELS: Readonly<Record<string, (name: string) => Readonly<Record<string, string>>>> = Object.fromEntries(
  ['en', 'fr', 'ar', 'es'].map((language, at) => [
    language,
    (name: string) => ({
      module: TITLES[at]!(name),
      ...Object.fromEntries(Object.entries(WORDS).map(([key, said]) => [key, said[at]!])),
    }),
  ]),
)
