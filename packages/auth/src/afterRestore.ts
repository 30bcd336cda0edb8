import { symmetricEncrypt } from 'better-auth/crypto'

/**
 * What is said to a database that was just brought back: nobody is half-way in, no code that was handed out and no recovery code that may
 * have been used since is good, no reset waits for its second person. Passwords, authenticators and passkeys are as they were.
 * @param secret of the login library, which keeps recovery codes encrypted with it.
 */
export async function closedDoors(secret: string): Promise<string> {
  const none = await symmetricEncrypt({ key: secret, data: '[]' })
  return `delete from login.session; delete from login.verification; delete from login.ticket; delete from login.behind;
    delete from login.enrolment where used_at is null; delete from login.reset where approved_by is null;
    update login."twoFactor" set "backupCodes" = '${none.replaceAll("'", "''")}'`
}
