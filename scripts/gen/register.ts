import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Column, Field, Module, Processing, ProcessingLine, Role, Sensitivity } from '@nansen/model'

/** Fields of one record and one sensitivity that are kept for the same reason, equally long, and told alike. */
export interface DataClass extends ProcessingLine {
  readonly module: string
  /** A record; `schema.table` for a table that no definition names. */
  readonly record: string
  readonly part: Sensitivity
  readonly fields: readonly string[]
  /** What is needed to say each field's value in words: its kind, and the list its codes are from or the record it refers to. */
  readonly kinds: readonly Kind[]
  /** Roles that may read it, from the access matrix. */
  readonly recipients: readonly Role[]
}

type Kind = readonly [kind: string, of: string | null]

interface Declared {
  readonly module: Module
  readonly processing: Processing | null
}

/** Each built module with its lines; null where it has no `processing.ts`. */
export const readProcessing = (root: string, modules: readonly Module[]): Promise<readonly Declared[]> =>
  Promise.all(
    modules.map(async module => {
      const file = join(root, 'modules', module.name, 'processing.ts')
      if (!existsSync(file)) return { module, processing: null }
      const loaded = (await import(pathToFileURL(file).href)) as { processing?: Processing }
      return { module, processing: loaded.processing ?? null }
    }),
  )

/** What no register can be written without, as sentences: every record needs a line, and every line something it is about. */
export const registerProblems = (declared: readonly Declared[]): readonly string[] =>
  declared.flatMap(({ module, processing }) => {
    const file = `modules/${module.name}/processing.ts`
    if (processing === null) return [`${file} is missing: it says why, on what basis and how long data is kept`]
    const { records, fields = {} } = processing
    const unsaid = Object.keys(module.records).filter(record => records[record] === undefined)
    const unknown = Object.keys(records).filter(record => module.records[record] === undefined)
    const lost = Object.keys(fields).filter(path => {
      const [record, field] = path.split('.')
      return module.records[record ?? '']?.fields[field ?? ''] === undefined
    })
    const astray = Object.entries(records).filter(([record, { about }]) => !leads(module, record, about))
    return [
      ...unsaid.map(record => `${file} says nothing of ${record}`),
      ...[...unknown, ...lost].map(name => `${file} speaks of ${name}, which is not in the definition`),
      ...astray.map(([record, { about }]) => `${file}: ${about} of ${record} does not lead to a person`),
    ]
  })

function leads(module: Module, record: string, about: string | null): boolean {
  const definition = module.records[record]
  if (about === null || definition === undefined) return true
  if (about !== 'root') return definition.fields[about]?.refersTo === 'registration.individual'
  return module.name === 'registration'
    ? record === 'individual' || definition.parent !== null
    : definition.parent !== null
}

export const dataClasses = (declared: readonly Declared[]): readonly DataClass[] =>
  declared.flatMap(({ module, processing }) => (processing === null ? [] : classesOf(module, processing)))

function classesOf(module: Module, { records, fields = {}, tables = {} }: Processing): readonly DataClass[] {
  const classes = new Map<string, DataClass & { fields: string[]; kinds: Kind[] }>()
  for (const [record, line] of Object.entries(records))
    for (const [name, field] of Object.entries(module.records[record]?.fields ?? {})) {
      const said: ProcessingLine = { ...line, ...fields[`${record}.${name}`] }
      const part = (field as Field<unknown>).sensitivity
      const key = JSON.stringify([record, part, said])
      const known = classes.get(key)
      const kind: Kind = [field.kind, field.list ?? field.refersTo]
      if (known) {
        known.fields.push(name)
        known.kinds.push(kind)
      } else
        classes.set(key, {
          ...said,
          module: module.name,
          record,
          part,
          fields: [name],
          kinds: [kind],
          recipients: readers(module.access, part),
        })
    }
  const hidden = Object.entries(tables).map(
    ([table, line]): DataClass => ({
      ...line,
      module: module.name,
      record: table,
      part: 'personal',
      fields: [],
      kinds: [],
      recipients: [],
    }),
  )
  return [...classes.values(), ...hidden]
}

/** Sealed content is opened by the members of its group, who need the right to what is protected to come to it. */
function readers(column: Column, part: Sensitivity): readonly Role[] {
  const level = part === 'open' || part === 'personal' ? 'personal' : 'protected'
  return Object.entries(column).flatMap(([role, grants]) =>
    grants.some(grant => grant.action === 'read' && grant.level === level) ? [role as Role] : [],
  )
}

const words = (text: string): string => text.replaceAll('_', ' ').replaceAll('-', ' ')

/** The register for people to read. */
export function registerPage(classes: readonly DataClass[]): string {
  const modules = [...new Set(classes.map(({ module }) => module))]
  const tables = modules.map(module => {
    const rows = classes
      .filter(each => each.module === module)
      .map(each =>
        [
          each.record,
          each.part,
          each.fields.map(words).join(', ') || 'the whole table',
          words(each.purpose),
          words(each.basis),
          words(each.retention),
          each.recipients.map(words).join(', ') || 'nobody',
          each.about === null ? 'not one person' : each.extract,
        ].join(' | '),
      )
      .map(row => `| ${row} |`)
    return `## ${module}\n\n| record | level | fields | purpose | basis | kept by the rule | read by | extract |\n|---|---|---|---|---|---|---|---|\n${rows.join('\n')}`
  })
  return `# Register of processing

Written by \`npm run gen\` from each module's \`processing.ts\`, its definition and its access column. Do not edit. Bases are those of UNHCR's
policy on the protection of personal data of persons of concern (2015). How long a rule keeps is data of an operation
(\`data_protection.figure\`). *Read by* names the roles that the database lets read it where they work; *extract* says whether a person who asks
what is held is shown it.

${tables.join('\n\n')}
`
}
