/** Why the program stops, in words for whoever runs it: what is wrong and what helps. Printed without a stack. */
export class CannotGoOn extends Error {
  override readonly name = 'CannotGoOn'
}

/** Sentences for what machines throw; null: it is a bug, and its stack helps. */
export function inPlainWords(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  if (error.name === 'CannotGoOn' || error.name === 'DatabaseBusy' || error.name === 'Refusal') return error.message
  const { code, message } = error as NodeJS.ErrnoException
  const sentence = code === undefined ? undefined : SENTENCES[code]
  return sentence === undefined ? null : `${sentence} (${message})`
}

/** By Node's error codes and PostgreSQL's SQLSTATE. */
const SENTENCES: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is taken by another program: choose another one, for example PORT=3001',
  EACCES: 'this user may not do that here: see the path, or choose a port above 1023',
  ENOSPC: 'the disk is full: make room, nothing that was confirmed is lost',
  EROFS: 'the disk can only be read: choose another folder with NANSEN_DATA',
  ECONNREFUSED: 'no database answers there: is it running, and is DATABASE_URL right?',
  ENOTFOUND: 'the host in DATABASE_URL cannot be found',
  ETIMEDOUT: 'the database does not answer: is it running, and is DATABASE_URL right?',
  '28P01': 'the database refuses the password: see DATABASE_URL',
  '28000': 'the database refuses this login: see DATABASE_URL',
  '3D000': 'there is no database of that name: see DATABASE_URL',
  '42501': 'the login in DATABASE_URL may not set this database up: it must own it and be able to create logins',
  '53100': 'the disk of the database is full: make room, nothing that was confirmed is lost',
  '53300': 'the database has too many connections open',
  '57P03': 'the database is still starting: try again in a moment',
}
