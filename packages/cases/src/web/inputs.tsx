import type { Module } from '@nansen/model'
import { type InputProps, SearchableSelect, useAsk, useWords } from '@nansen/ui'
import type { ComponentType } from 'react'
import { taskName } from './taskName.ts'

export type Input = ComponentType<InputProps<unknown>>

export interface Colleague {
  readonly staffId: string
  readonly name: string
  readonly openTasks: number
}

/** Made once a module and once a case: an input that is another one each time forgets what is being typed. */
const kinds = new Map<string, Input>()
const colleagues = new Map<string, Input>()

/** Chooses among the module's kinds of tasks. */
export function kindInput(module: Module): Input {
  const known = kinds.get(module.name)
  if (known !== undefined) return known
  function KindInput(props: InputProps<unknown>) {
    const words = useWords()
    const options = [...module.case!.tasks, 'other'].map(value => ({
      value,
      label: taskName(module.name, value, words),
    }))
    return (
      <SearchableSelect
        {...props}
        value={props.value as string | null}
        options={options}
        loading={false}
        onChange={props.onChange}
      />
    )
  }
  kinds.set(module.name, KindInput)
  return KindInput
}

/** Chooses among those to whom this case's work can be given. */
export function colleagueInput(module: string, id: string): Input {
  const known = colleagues.get(`${module} ${id}`)
  if (known !== undefined) return known
  function ColleagueInput(props: InputProps<unknown>) {
    const found = useAsk<{ readonly colleagues: readonly Colleague[] }>('cases.colleagues', { module, id })
    const options = (found.data?.colleagues ?? []).map(({ staffId, name, openTasks }) => ({
      value: staffId,
      label: openTasks === 0 ? name : `${name} (${openTasks})`,
    }))
    return (
      <SearchableSelect
        {...props}
        value={props.value as string | null}
        options={options}
        loading={found.isPending}
        onChange={props.onChange}
      />
    )
  }
  colleagues.set(`${module} ${id}`, ColleagueInput)
  return ColleagueInput
}
