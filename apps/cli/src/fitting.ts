/** Columns of the narrowest terminal that people have. */
const COLUMNS = 80
/** An explanation begins at most here: a longer name before it would leave too little of the line. */
const DEEPEST = 30

/** Words in lines that fit, all but the first of them indented. @param begins columns of the first that are taken already */
export function inLines(text: string, indent: number, begins = indent): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ').filter(Boolean)) {
    const room = COLUMNS - (lines.length === 0 ? begins : indent)
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].join(`\n${' '.repeat(indent)}`)
}

/**
 * A help text whose every line fits: prose that its source broke at a wider column is joined and broken again, and an explanation goes on below
 * where it began.
 */
export const fitting = (help: string): string => help.split('\n').reduce<string[]>(joined, []).map(fit).join('\n')

function joined(sofar: string[], line: string): string[] {
  const before = sofar.at(-1)
  if (before === undefined || !goesOn(before, line)) return [...sofar, line]
  return [...sofar.slice(0, -1), `${before} ${line}`]
}

/** Prose is too wide for the terminal where it was broken for its source alone; a list, and a line that fits, end where they end. */
const goesOn = (before: string, line: string): boolean =>
  before.length > COLUMNS && /^\S/.test(before) && /^\S/.test(line)

function fit(line: string): string {
  const named = /^( +\S.*? {2,})(\S.*)$/.exec(line)
  if (named === null) {
    const lead = /^ */.exec(line)![0].length
    return ' '.repeat(lead) + inLines(line.trim(), lead)
  }
  const [, name = '', said = ''] = named
  return name + inLines(said, Math.min(name.length, DEEPEST), name.length)
}
