import { type FieldProblem, Refusal } from '@nansen/kernel'
import { api, isEmpty, problemsOf, toast, useAddressed, useGo, useWords, type Values } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { isAnswered, type RegistrationLevel } from '../../levels.ts'
import { answered, type BesideRow, besideOf } from '../register/family.ts'
import type { PersonOnPage } from './page.ts'

/** What may be told at any level, again and again: there is no end to it. */
const ALWAYS = ['flight_incident', 'specific_need', 'note']
/** What is known of the person already, and begins a fact beside them. */
const KNOWN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  flight: {
    left_on: 'fled_on',
    left_on_as_said: 'fled_on_as_said',
    left_country: 'country_of_origin',
    arrived_on: 'arrived_on',
    arrived_on_as_said: 'arrived_on_as_said',
  },
  address: { country: 'country_of_asylum' },
}

/** Answers to what is missing at the level that the address names, and saving them. */
export function useEnriching(page: PersonOnPage) {
  const { say } = useWords()
  const go = useGo()
  const queries = useQueryClient()
  const asked = useAddressed('level')
  const reached = page.levels.find(({ level }) => level === asked) ?? page.levels.at(-1)!
  const [values, setValues] = useState<Values>({})
  const [beside, setBeside] = useState<readonly BesideRow[]>([])
  const [notAnswered, setReasons] = useState<Readonly<Record<string, string>>>({})
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const half = useRef(new Map<string, string>())
  const given = new Set([
    ...Object.keys(values).filter(name => !isEmpty(values[name])),
    ...beside.map(({ record }) => record),
  ])
  const open = reached.missing.filter(question => !isAnswered(question, given))
  const individualId = page.card.id
  const saving = useMutation({
    mutationFn: () =>
      api.command<{ readonly missing: readonly string[] }>('registration.enrich', {
        individualId,
        baseVersion: page.individual!.version,
        level: reached.level,
        values: answered(values),
        beside: besideOf(beside),
        notAnswered: Object.fromEntries(Object.entries(notAnswered).filter(([question]) => open.includes(question))),
      }),
    onSuccess: async ({ missing }) => {
      await queries.invalidateQueries()
      toast(missing.length === 0 ? say('registration.levels.reached') : say('registration.act.done'))
      go(`/registration/individual/${individualId}`, { replace: true })
    },
    onError: error => error instanceof Refusal && setProblems(problemsOf(error)),
  })
  return {
    level: reached.level as RegistrationLevel,
    missing: reached.missing,
    /** Missing, and not answered on this form either. */
    open,
    always: ALWAYS.filter(record => !reached.missing.includes(record)),
    values,
    setValues,
    beside,
    setBeside,
    start: (record: string): Values => startFrom(page, record),
    notAnswered,
    setNotAnswered: (question: string, because: string | null) =>
      setReasons(before => reasons(before, question, because)),
    problems,
    half: (path: string, problem: string | null) =>
      void (problem === null ? half.current.delete(path) : half.current.set(path, problem)),
    refusal: problems.length > 0 ? null : saving.error,
    busy: saving.isPending,
    save() {
      const unread = [...half.current].map(([path, problem]) => ({
        path,
        problem: 'problem.as-said',
        values: { problem },
      }))
      setProblems(unread)
      if (unread.length === 0 && !saving.isPending) saving.mutate()
    },
  }
}
export type Enriching = ReturnType<typeof useEnriching>

const startFrom = ({ individual }: PersonOnPage, record: string): Values =>
  Object.fromEntries(
    Object.entries(KNOWN[record] ?? {}).flatMap(([field, known]) =>
      isEmpty(individual?.[known]) ? [] : [[field, individual![known]]],
    ),
  )

function reasons(before: Readonly<Record<string, string>>, question: string, because: string | null) {
  const { [question]: _, ...others } = before
  return because === null ? others : { ...others, [question]: because }
}
