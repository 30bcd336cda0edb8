import { readFileSync } from 'node:fs'
import { openDocuments, type RenderedDocument, type Template } from '@nansen/documents'
import { LANGUAGES, type Language, Refusal } from '@nansen/kernel'
import {
  type Asking,
  auditRead,
  ChangedMeanwhile,
  type Command,
  defineCommand,
  keepPaper,
  type Tx,
} from '@nansen/store'
import { sql } from 'kysely'
import { assistance } from '../../index.ts'
import { ID, INTEGER, object, TEXT } from '../schemas.ts'
import { amount, dayOn, isolated, ltr, monthOf, sayer } from './words.ts'

interface Input {
  readonly pointId: string
  readonly language: Language
  /** Of a list: the first, the second … four hundred families. */
  readonly part?: number
}
interface Made extends RenderedDocument {
  readonly of: string
}
interface Item {
  readonly item: string
  readonly measure: string
  readonly quantity: number
}
interface Point {
  readonly place: string
  readonly day: string
  readonly lanes: number
  readonly cycle: string
  readonly programme: string
  readonly period: string
  readonly cutOff: string
  readonly sha256: string | null
  readonly office: string
  readonly families: number
  readonly people: number
  readonly items: readonly Item[]
}
interface Line {
  readonly number: string
  readonly size: number
  readonly items: readonly Item[]
  readonly collector: { readonly name: string } | null
  readonly alternate: { readonly name: string } | null
}

/** Families on one paper: what a team carries, and a typesetter sets in seconds. */
export const FAMILIES_OF_A_PART = 400

/** What `list.typ` reads. */
interface PointPaper {
  readonly language: Language
  readonly direction: 'ltr' | 'rtl'
  readonly flipped: boolean
  readonly title: string
  readonly name: string
  readonly office: string
  readonly footer: string
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  readonly columns: readonly { readonly label: string; readonly width: number }[]
  readonly rows: readonly (readonly string[])[]
  readonly signatures: readonly string[]
}

/** Raise `version` whenever the look changes: it is stored with each paper. */
const template: Template = {
  name: 'distribution-paper',
  version: 2,
  source: readFileSync(new URL('./list.typ', import.meta.url), 'utf8'),
}
const documents = openDocuments()

const printing = (name: 'distributionList' | 'manifest'): Command =>
  defineCommand<Input, { file: string; sha256: string }, Made>({
    name: `assistance.${name}`,
    module: 'assistance',
    needs: { action: 'print', level: 'personal' },
    input: object({ pointId: ID, language: { enum: LANGUAGES }, part: { ...INTEGER, minimum: 1, maximum: 1_000 } }, [
      'part',
    ]),
    output: object({ file: TEXT, sha256: TEXT }),
    async outside(tx, asking, input) {
      const paper = await paperOf(tx, asking, name, input)
      return async () => ({ ...(await documents.render(template, paper)), of: JSON.stringify(paper) })
    },
    async run(tx, asking, input, made) {
      if (JSON.stringify(await paperOf(tx, asking, name, input)) !== made.of) throw new ChangedMeanwhile()
      const kept = { ...made, name, language: input.language }
      const { file } = await keepPaper(tx, asking, assistance, 'point', input.pointId, kept)
      return { file, sha256: made.sha256 }
    },
  })

/** Who is on the list of a point, what is due to each, and where they sign: for when there is no power, and for the file. */
export const distributionList = printing('distributionList')
/** What goes to a point in all, signed by who sends, brings and receives it. Names nobody. */
export const manifest = printing('manifest')

async function paperOf(
  tx: Tx,
  asking: Asking,
  name: 'distributionList' | 'manifest',
  input: Input,
): Promise<PointPaper> {
  const { pointId, language, part = 1 } = input
  const point = await pointOf(tx, pointId)
  const say = sayer(language)
  const shared = {
    language,
    direction: language === 'ar' ? 'rtl' : 'ltr',
    title: say(`document.${name}`),
    name: `${isolated(point.place)} · ${dayOn(language, point.day)}`,
    office: point.office,
    facts: [
      { label: say('record.programme'), value: isolated(point.programme) },
      { label: say('field.cycle.period'), value: monthOf(language, point.period) },
      { label: say('field.cycle.cut_off'), value: dayOn(language, point.cutOff) },
      { label: say('field.point.lanes'), value: amount(language, point.lanes) },
      { label: say('field.cycle.families'), value: amount(language, point.families) },
      { label: say('field.cycle.people'), value: amount(language, point.people) },
      { label: say('paper.checksum'), value: ltr((point.sha256 ?? '').slice(0, SHOWN)) },
    ],
  } as const
  if (name === 'manifest')
    return {
      ...shared,
      flipped: false,
      footer: say('paper.manifest-footer'),
      columns: [
        { label: say('field.entitlement.item'), width: 4 },
        { label: say('paper.needed'), width: 3 },
        { label: say('paper.loaded'), width: 3 },
        { label: say('paper.received'), width: 3 },
      ],
      rows: point.items.map(({ item, measure, quantity }) => [
        isolated(item),
        `${amount(language, quantity)} ${say(`paper.${measure}`)}`,
        '',
        '',
      ]),
      signatures: [say('paper.sender'), say('paper.driver'), say('paper.receiver')],
    }
  const parts = Math.max(1, Math.ceil(point.families / FAMILIES_OF_A_PART))
  if (part > parts) throw new Refusal('wrong-state', 'the list has no such part')
  const lines = await linesOf(tx, pointId, part)
  await auditRead(tx, asking, {
    module: 'assistance',
    action: 'print',
    record: 'point',
    ids: [pointId],
    reason: 'list',
  })
  return {
    ...shared,
    flipped: true,
    footer: say('paper.list-footer'),
    facts: [...shared.facts, { label: say('paper.part'), value: ltr(`${part} / ${parts}`) }],
    columns: [
      { label: say('field.collection.family_number'), width: 5 },
      { label: say('field.cycle.people'), width: 2 },
      { label: say('code.collection.taken_by.collector'), width: 5 },
      { label: say('code.collection.taken_by.alternate'), width: 5 },
      // what is due stands in a column of its own for each item: read down a page while sacks are set out
      ...point.items.map(({ item, measure }) => ({
        label: `${isolated(item)} (${say(`paper.${measure}`)})`,
        width: 2,
      })),
      { label: say('paper.sign'), width: 5 },
    ],
    rows: lines.map(each => [
      ltr(each.number),
      amount(language, each.size),
      each.collector === null ? '' : isolated(each.collector.name),
      each.alternate === null ? '' : isolated(each.alternate.name),
      ...point.items.map(({ item, measure }) => {
        const due = each.items.find(one => one.item === item && one.measure === measure)
        return due === undefined ? '–' : amount(language, due.quantity)
      }),
      '',
    ]),
    signatures: [say('paper.leader'), say('paper.witness')],
  }
}

/** Letters of a checksum that a person compares. */
const SHOWN = 16

async function pointOf(tx: Tx, pointId: string): Promise<Point> {
  const { rows } = await sql<Point>`
    with mine as (
      select l.* from assistance.point p join assistance.cycle c on c.id = p.cycle
      join assistance.list_entry l on l.programme = c.programme and l.period = c.period and l.office_id = p.office_id where p.id = ${pointId})
    select p.place, p.on_day::text as day, p.lanes, p.cycle, g.name as programme, c.period::text, c.cut_off::text as "cutOff", c.sha256,
      o.name as office, (select count(*)::int from mine) as families, (select coalesce(sum(size), 0)::int from mine) as people,
      (select coalesce(jsonb_agg(jsonb_build_object('item', s.item, 'measure', s.measure, 'quantity', s.quantity) order by s.item, s.measure), '[]')
        from (select i ->> 'item' as item, i ->> 'measure' as measure, sum((i ->> 'quantity')::numeric) as quantity
          from mine, jsonb_array_elements(mine.items) i group by 1, 2) s) as items
    from assistance.point p join assistance.cycle c on c.id = p.cycle join assistance.programme g on g.id = c.programme
    join auth.office o on o.id = p.office_id where p.id = ${pointId}`.execute(tx)
  if (rows[0] === undefined) throw new Refusal('not-found', 'there is no such record among those you may see')
  return rows[0]
}

async function linesOf(tx: Tx, pointId: string, part: number): Promise<readonly Line[]> {
  const { rows } = await sql<Line>`
    with page as (
      select l.id, l.number, l.size, l.items from assistance.point p join assistance.cycle c on c.id = p.cycle
      join assistance.list_entry l on l.programme = c.programme and l.period = c.period and l.office_id = p.office_id
      where p.id = ${pointId} order by l.number limit ${FAMILIES_OF_A_PART} offset ${(part - 1) * FAMILIES_OF_A_PART})
    select g.number, g.size, g.items, w.collector, w.alternate from page g
    left join assistance.lines_of(array(select x.id from page x)) w on w.id = g.id order by g.number`.execute(tx)
  return rows
}
