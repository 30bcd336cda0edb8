import { Refusal } from '@nansen/kernel'
import { type Bytes, fromText, type Lock, newPrfSalt, type Passkey } from '@nansen/sealed'

const NONE = () => new Refusal('not-allowed', 'no passkey was used', { label: 'sealed.no-passkey' })

/**
 * What a passkey of this site makes of a salt (WebAuthn 3, 10.1.4). The device asks for a finger or a code.
 * @throws Refusal `not-allowed` when the person turned away, or the passkey cannot do it.
 */
async function evaluate(salt: Bytes, credential: string | null): Promise<Passkey> {
  const publicKey: PublicKeyCredentialRequestOptions = {
    // Nobody verifies this signature: what counts is what the authenticator makes of the salt.
    challenge: crypto.getRandomValues(new Uint8Array(32)),
    userVerification: 'required',
    allowCredentials: credential === null ? [] : [{ type: 'public-key', id: fromUrlText(credential) }],
    extensions: { prf: { eval: { first: salt } } },
  }
  const given = await navigator.credentials.get({ publicKey }).catch(() => null)
  if (!(given instanceof PublicKeyCredential)) throw NONE()
  const first = given.getClientExtensionResults().prf?.results?.first
  if (first === undefined)
    throw new Refusal('not-allowed', 'this passkey makes no keys', { label: 'sealed.passkey-makes-no-keys' })
  const prf = new Uint8Array(ArrayBuffer.isView(first) ? first.buffer : first) as Bytes
  return { credential: given.id, salt, prf }
}

export const newPasskeyLock = (): Promise<Passkey> => evaluate(newPrfSalt(), null)

export const passkeyFor = (lock: Extract<Lock, { kind: 'passkey' }>): Promise<Passkey> =>
  evaluate(fromText(lock.salt), lock.credential)

const fromUrlText = (text: string): Bytes =>
  fromText(
    text
      .replaceAll('-', '+')
      .replaceAll('_', '/')
      .padEnd(Math.ceil(text.length / 4) * 4, '='),
  )
