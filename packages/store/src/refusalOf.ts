import { invalid, Refusal } from '@nansen/kernel'
import pg from 'pg'

/**
 * What a database error means to a person. The database's own words are dropped: they may hold what the asker may not see.
 * Anything that is not a refusal comes back as it is: it is a bug.
 */
export function refusalOf(error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError)) return error
  switch (error.code) {
    case '28000': // raised by auth.begin
      return new Refusal('not-signed-in', 'please sign in again', { reason: error.message })
    case '42501': // row-level security, or a grant
      return new Refusal('not-allowed', 'this is not among what you may do here')
    case 'NR001': // raised by cases.check_ready
      return new Refusal('wrong-state', 'the case is not ready for this: see what it waits for', {
        reason: 'not-ready',
      })
    case 'NR002': // raised by cases.take
      return invalid([{ path: error.column ?? '', problem: 'problem.booked' }])
    case 'NR003': // raised by cases.book
      return invalid([{ path: error.column ?? '', problem: 'problem.conflict' }])
    case 'NR004': // raised by cases.before_transcript
      return new Refusal('wrong-state', 'this was signed, and does not change any more', { reason: 'signed' })
    case 'NR005': // raised where nobody is in two open cases of a kind
      return invalid([{ path: error.column ?? '', problem: 'problem.in-a-case' }])
    case 'NR006': // raised by ref.check_own_fields, and where a module's own word says what is missing
      return invalid([{ path: error.column ?? '', problem: error.message, values: JSON.parse(error.detail ?? '{}') }])
    case 'P0002': // raised by functions that hand over or restrict
      return new Refusal('not-found', 'there is no such record among those you may see')
    case '23503': // a reference; unseen and absent are the same
      return invalid([{ path: error.column ?? '', problem: 'problem.reference' }])
    case '23502':
      return invalid([{ path: error.column ?? '', problem: 'problem.required' }])
    case '23505':
      return new Refusal('invalid', 'this is already taken: see your supervisor', { problems: [] })
    case '23514':
    case '22P02':
    case '22007':
    case '22008':
    case '22001':
    case '22003': // a number beyond its column
    case '22021': // U+0000, or bytes that are no letters
    case '22P05':
      return invalid([{ path: error.column ?? '', problem: 'problem.value' }])
    case '40001':
    case '40P01':
    case '55P03':
    case '57014':
      return new Refusal('unavailable', 'the system is busy: please try again')
    default:
      return error
  }
}
