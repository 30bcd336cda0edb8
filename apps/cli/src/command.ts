/** One word of `nansen …`. */
export interface CliCommand {
  /** `audit verify` */
  readonly name: string
  /** After the name: `[--people N]`. */
  readonly usage: string
  /** One sentence in the list of commands. */
  readonly summary: string
  /** What `--help` adds, in plain words. */
  readonly help: string
  /** Options it understands; the value says whether one follows. `own`: it reads all words itself. */
  readonly options: Readonly<Record<string, 'flag' | 'value'>> | 'own'
  readonly run: (input: CliInput) => Promise<void>
}

export interface CliInput {
  /** What is not an option. */
  readonly words: readonly string[]
  readonly flags: ReadonlySet<string>
  readonly values: ReadonlyMap<string, string>
}
