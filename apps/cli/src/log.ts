import { type Logger, pino } from 'pino'

/** Fields that could hold what people typed or who they are; whatever logs them, they do not reach the file. */
const NEVER = [
  'body',
  'headers',
  'query',
  'params',
  'email',
  'name',
  'token',
  'password',
  'detail',
  'parameters',
  'where',
]

/**
 * Structured lines on stderr: times, routes by their pattern, outcomes. No personal data: an error's values (`Key (name)=(…)`) are
 * removed, and so is every field that could hold somebody's words. `NANSEN_LOG` sets the level.
 */
export function openLog(level = process.env.NANSEN_LOG ?? 'warn'): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: NEVER.flatMap(name => [name, `*.${name}`]), remove: true },
      serializers: { err: withoutValues, error: withoutValues },
    },
    pino.destination({ fd: 2, sync: false }),
  )
}

/** Where it happened and which kind; the message only when it is ours, because a database quotes values in its own. */
export function withoutValues(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code } = error as { code?: unknown }
  const fromDatabase = typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)
  const stack = (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line))
  return {
    type: error.name,
    code,
    ...(fromDatabase ? {} : { message: error.message }),
    at: stack.slice(0, 8).map(line => line.trim()),
  }
}
