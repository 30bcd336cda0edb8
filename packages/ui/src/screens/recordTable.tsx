import { Table } from '@mantine/core'
import type { Module } from '@nansen/model'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useRef } from 'react'
import { useWords } from '../language/words.ts'
import { FieldOutput } from '../parts/fieldOutput.tsx'
import { Go } from '../parts/go.tsx'
import { StateBadge } from '../parts/stateBadge.tsx'
import type { ListedRow } from './listScreen.tsx'

/** Height of a row before it is measured, px. */
const ROW = 49
/** Rows drawn beyond the window; more are asked for when the last of those we have comes this near. */
const AHEAD = 12

interface RecordTableProps {
  readonly module: Module
  readonly record: string
  readonly rows: readonly ListedRow[]
  readonly columns: readonly string[]
  readonly addressOf: (row: ListedRow) => string
  /** What is said of a row below its first column. */
  readonly note?: (row: ListedRow) => ReactNode
  /** Fetches further rows; null at the end, or while it is being done. */
  readonly more: (() => void) | null
}

/** A table of any length: only the rows in the window are in the page, and a reader is told how many there are. */
export function RecordTable({ module, record, rows, columns, addressOf, note, more }: RecordTableProps) {
  const words = useWords()
  const top = useRef<HTMLDivElement>(null)
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW,
    overscan: AHEAD,
    scrollMargin: top.current?.offsetTop ?? 0,
  })
  const shown = virtual.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= rows.length - AHEAD) more?.()
  }, [last, rows.length, more])
  const before = (shown[0]?.start ?? 0) - virtual.options.scrollMargin
  const after = virtual.getTotalSize() - ((shown.at(-1)?.end ?? 0) - virtual.options.scrollMargin)
  return (
    <div ref={top} className="nansen-surface nansen-flush">
      <Table highlightOnHover verticalSpacing="sm" className="nansen-table" aria-rowcount={rows.length + 1}>
        <Table.Thead>
          <Table.Tr>
            {columns.map(name => (
              <Table.Th key={name}>{words.field(module.name, record, name)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {before > 0 && <Gap height={before} columns={columns.length} />}
          {shown.map(({ index }) => (
            <Table.Tr key={rows[index]!.id} data-index={index} ref={virtual.measureElement} aria-rowindex={index + 2}>
              {columns.map((name, i) => (
                <Table.Td
                  key={name}
                  data-label={words.field(module.name, record, name)}
                  data-empty={isEmpty(rows[index]![name])}
                >
                  {i === 0 ? (
                    <>
                      <Go to={addressOf(rows[index]!)} className="nansen-rowlink">
                        <Cell module={module} record={record} name={name} row={rows[index]!} />
                      </Go>
                      {note?.(rows[index]!)}
                    </>
                  ) : (
                    <Cell module={module} record={record} name={name} row={rows[index]!} />
                  )}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
          {after > 0 && <Gap height={after} columns={columns.length} />}
        </Table.Tbody>
      </Table>
    </div>
  )
}

const Gap = ({ height, columns }: { readonly height: number; readonly columns: number }) => (
  <tr className="nansen-gap">
    <td colSpan={columns} style={{ height, padding: 0, border: 0 }} />
  </tr>
)

interface CellProps {
  readonly module: Module
  readonly record: string
  readonly name: string
  readonly row: ListedRow
}

function Cell({ module, record, name, row }: CellProps) {
  if (name === 'state') return <StateBadge module={module} state={String(row.state ?? '')} />
  const field = module.records[record]?.fields[name]
  return field === undefined ? null : (
    <FieldOutput module={module.name} record={record} name={name} field={field} value={row[name]} brief />
  )
}

const isEmpty = (value: unknown): boolean => value == null || (Array.isArray(value) && value.length === 0)
