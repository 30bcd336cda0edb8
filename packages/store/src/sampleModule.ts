import {
  approve,
  attachment,
  boolean,
  code,
  codeOf,
  codes,
  codesOf,
  date,
  decimal,
  defineLifecycle,
  defineModule,
  defineRecord,
  flag,
  grant,
  instant,
  integer,
  type Module,
  money,
  namePart,
  note,
  partialDate,
  phone,
  place,
  read,
  reference,
  summary,
  text,
  write,
} from '@nansen/model'

const file = defineRecord({
  title: ['subject'],
  listed: ['subject', 'kind', 'opened_on'],
  fields: {
    subject: text({ search: 'exact' }),
    name: namePart({ optional: true, search: 'name' }),
    kind: code(['lost', 'found'], { sensitivity: 'open' }),
    marks: codes(['urgent', 'child', 'elder'], { optional: true }),
    country: codeOf('country', { optional: true }),
    tongues: codesOf('language', { optional: true }),
    born: partialDate({ optional: true, merge: 'review' }),
    opened_on: date({ optional: true }),
    seen_at: instant({ optional: true }),
    size: integer({ optional: true }),
    weight: decimal({ optional: true }),
    consents: boolean({ optional: true }),
    worth: money({ optional: true }),
    where: place({ optional: true }),
    call: phone({ optional: true }),
    picture: attachment({ optional: true }),
    like: reference('sample.file', { optional: true }),
    handled_by: reference('auth.staff', { optional: true }),
    decided_by: reference('auth.staff', { optional: true, derived: true }),
    story: note({ optional: true, sensitivity: 'protected' }),
    accused: text({ optional: true, sensitivity: 'protected', search: 'name' }),
    whisper: note({ optional: true, sensitivity: 'sealed' }),
  },
})

const document = defineRecord({
  parent: 'file',
  title: ['label'],
  fields: { label: text({ search: 'name' }), secret: text({ optional: true, sensitivity: 'protected' }) },
})

const page = defineRecord({ parent: 'document', title: ['line'], fields: { line: text() } })

const sighting = defineRecord({ parent: 'file', appendOnly: true, title: ['said'], fields: { said: text() } })

const lifecycle = defineLifecycle<keyof typeof file.fields & string>()({
  initial: 'open',
  states: ['open', 'decided', 'closed'],
  moves: {
    decide: { from: ['open'], to: 'decided', by: 'approve', needs: ['handled_by'], otherThan: ['handled_by'] },
    close: { from: ['decided'], to: 'closed', by: 'change' },
    reopen: { from: ['closed'], to: 'open', by: 'approve' },
  },
})

/** A module that has one of everything, for tests of the store; no product code uses it. */
export const sample: Module = defineModule({
  name: 'sample',
  records: { file, document, page, sighting },
  lifecycle: { record: 'file', table: lifecycle },
  access: {
    reception_clerk: summary('office'),
    registration_officer: write('office'),
    registration_supervisor: approve('subtree', 'protected'),
    rsd_officer: write('own'),
    rsd_reviewer: read('team'),
    gbv_caseworker: write('case', 'protected'),
    protection_officer: read('country', 'protected'),
    head_of_office: read('global'),
    partner_caseworker: [...read('office').map(each => ({ ...each, purposes: ['assistance'] })), ...flag('office')],
    auditor: grant('reveal', 'global', 'protected'),
  },
})
