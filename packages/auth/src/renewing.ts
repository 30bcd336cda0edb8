import { randomInt } from 'node:crypto'
import { Refusal } from '@nansen/kernel'
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { refuseInDemo } from './account.ts'
import type { Desk, From } from './desk.ts'
import { behind, recordAct, tell } from './session.ts'
import { emailOf, firstUse } from './signIn.ts'
import { accountHash, countAttempt, forgive } from './throttle.ts'
import { issueTicket, readTicket, tearUp } from './ticket.ts'
import { totpMatches, totpUri } from './totp.ts'

/** Codes on paper, each of ten letters and digits: 59 bits. As the library behind `identity.ts` makes them. */
const CODES = 10
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
/** Characters of an authenticator's secret: 190 bits. */
const SECRET_LENGTH = 32

const random = (length: number) => Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join('')
const newCodes = (): readonly string[] => Array.from({ length: CODES }, () => `${random(5)}-${random(5)}`)

/** To be put into the new authenticator. */
export interface Renewing {
  readonly ticket: string
  readonly totpUri: string
}

/** Begins a new authenticator; the old one stays good until the new one has shown its digits. The caller has asked for a second factor. */
export async function beginRenewal(desk: Desk, token: string): Promise<Renewing> {
  refuseInDemo(desk)
  const { staffId } = await behind(desk, token)
  const secret = random(SECRET_LENGTH)
  const cookies = await symmetricEncrypt({ key: desk.secret, data: secret })
  const ticket = await issueTicket(desk.db, { stage: 'renew', staffId, purpose: null, cookies }, desk.now())
  return { ticket, totpUri: totpUri(secret, await emailOf(desk, staffId)) }
}

/**
 * The new authenticator shows that it works: the old one and its recovery codes are good no more.
 * @returns new recovery codes, shown once. @throws Refusal `invalid` at `code` for wrong digits; `too-many`; `not-signed-in` after five minutes.
 */
export async function finishRenewal(
  desk: Desk,
  token: string,
  answer: { readonly ticket: string; readonly code: string },
  from: From,
): Promise<readonly string[]> {
  refuseInDemo(desk)
  const { staffId } = await behind(desk, token)
  const ticket = await readTicket(desk.db, answer.ticket, 'renew', desk.now())
  if (ticket.staffId !== staffId) throw new Refusal('not-signed-in', 'begin again')
  const account = accountHash(await emailOf(desk, staffId))
  await countAttempt(desk.db, account, from, desk.now())
  const secret = await symmetricDecrypt({ key: desk.secret, data: ticket.cookies })
  const code = answer.code.trim()
  if (!totpMatches(secret, code, new Date()) || !(await firstUse(desk, staffId, code))) {
    await recordAct(desk.db, { act: 'authenticator.renewed', outcome: 'deny', staffId, from })
    throw new Refusal('invalid', 'those digits are not right', {
      problems: [{ path: 'code', problem: 'problem.wrong-digits' }],
    })
  }
  await forgive(desk.db, account, from)
  await tearUp(desk.db, answer.ticket)
  return writeCodes(desk, { staffId, act: 'authenticator.renewed', from, secret: ticket.cookies })
}

/** New recovery codes; those on the old paper are good no more. The caller has asked for a fresh second factor. */
export async function renewRecoveryCodes(desk: Desk, token: string, from: From): Promise<readonly string[]> {
  refuseInDemo(desk)
  const { staffId } = await behind(desk, token)
  return writeCodes(desk, { staffId, act: 'recovery-codes.renewed', from })
}

interface Writing {
  readonly staffId: string
  readonly act: 'authenticator.renewed' | 'recovery-codes.renewed'
  readonly from: From
  /** Encrypted; absent: as it is. */
  readonly secret?: string
}

async function writeCodes(desk: Desk, { staffId, act, from, secret }: Writing): Promise<readonly string[]> {
  const codes = newCodes()
  const backupCodes = await symmetricEncrypt({ key: desk.secret, data: JSON.stringify(codes) })
  await desk.db.transaction().execute(async tx => {
    const written = await tx
      .updateTable('twoFactor')
      .set({ backupCodes, ...(secret === undefined ? {} : { secret }) })
      .where('userId', '=', staffId)
      .where('verified', '=', true)
      .executeTakeFirst()
    if (written.numUpdatedRows !== 1n) throw new Refusal('wrong-state', 'this account has no authenticator')
    await recordAct(tx, { act, outcome: 'allow', staffId, from })
    await tell(tx, staffId, act.replace('.', '-'))
  })
  return codes
}
