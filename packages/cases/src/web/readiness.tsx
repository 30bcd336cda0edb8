import type { Module } from '@nansen/model'
import { Go, useAsk, useWords, type Words } from '@nansen/ui'
import type { ReactNode } from 'react'

interface Block {
  readonly rule: string
  readonly asks: string
  readonly of: string | null
  readonly fields: readonly string[]
  readonly count: number | null
}
interface Readiness {
  readonly moves: readonly { readonly move: string; readonly blocks: readonly Block[] }[]
}

/** Move -> what it waits for, each with the way to it; moves that wait for nothing are not there. Asked anew after every act. */
export function useBlocked(module: Module, id: string): Readonly<Record<string, ReactNode>> {
  const words = useWords()
  const found = useAsk<Readiness>('cases.readiness', { module: module.name, id })
  const waiting = (found.data?.moves ?? []).filter(({ blocks }) => blocks.length > 0)
  return Object.fromEntries(
    waiting.map(({ move, blocks }) => [
      move,
      <Waits key={move} module={module} id={id} blocks={blocks} words={words} />,
    ]),
  )
}

interface WaitsProps {
  readonly module: Module
  readonly id: string
  readonly blocks: readonly Block[]
  readonly words: Words
}

function Waits({ module, id, blocks, words }: WaitsProps) {
  const { record } = module.case!
  const edit = `/${module.name}/${record}/${id}/edit`
  return (
    <>
      {words.say('case.ready.waits')}
      <ul className="nansen-waits">
        {blocks.map(({ rule, asks, fields }) => (
          <li key={rule}>
            {words.say(rule === 'own-fields' ? 'case.ready.own-fields' : `${module.name}.ready.${rule}`)}
            {asks === 'answered' && (
              <>
                {': '}
                {fields.map((field, i) => (
                  <span key={field}>
                    {i > 0 && ', '}
                    <Go to={`${edit}?answer=${field}`}>{words.field(module.name, record, field)}</Go>
                  </span>
                ))}
              </>
            )}
            {(asks === 'some' || asks === 'each-member') && (
              <>
                {' '}
                <Go to={edit}>{words.say('ui.change')}</Go>
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
