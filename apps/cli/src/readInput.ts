import { CannotGoOn } from './cannotGoOn.ts'
import type { CliCommand, CliInput } from './command.ts'

/** @throws CannotGoOn for an option the command does not have, or one without its value. */
export function readInput(command: CliCommand, given: readonly string[]): CliInput {
  const { options } = command
  if (options === 'own') return { words: given, flags: new Set(), values: new Map() }
  const words: string[] = []
  const flags = new Set<string>()
  const values = new Map<string, string>()
  const rest = [...given]
  for (let part = rest.shift(); part !== undefined; part = rest.shift()) {
    if (!part.startsWith('--')) {
      words.push(part)
      continue
    }
    const [name = '', attached] = splitOnce(part.slice(2))
    const takes = options[name]
    if (takes === undefined)
      throw new CannotGoOn(`nansen ${command.name} has no option --${name}: see nansen ${command.name} --help`)
    if (takes === 'flag') flags.add(name)
    else values.set(name, attached ?? rest.shift() ?? missing(name))
  }
  return { words, flags, values }
}

/** `people=500` -> `people`, `500`. */
function splitOnce(text: string): readonly [string, string?] {
  const at = text.indexOf('=')
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}

function missing(name: string): never {
  throw new CannotGoOn(`--${name} needs a value after it`)
}

/** A whole number above zero. @throws CannotGoOn for anything else. */
export function countOf(input: CliInput, name: string, otherwise: number): number {
  const text = input.values.get(name)
  if (text === undefined) return otherwise
  const count = Number(text.replaceAll('_', ''))
  if (!Number.isInteger(count) || count <= 0) throw new CannotGoOn(`--${name} needs a whole number, not "${text}"`)
  return count
}
