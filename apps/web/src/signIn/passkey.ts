import { Refusal } from '@nansen/kernel'

type Json = Readonly<Record<string, unknown>>

export const passkeysPossible = (): boolean =>
  typeof PublicKeyCredential === 'function' && 'parseRequestOptionsFromJSON' in PublicKeyCredential

/** Asks the device for a passkey of this site. @throws Refusal `not-signed-in` when the person turned away or the device has none. */
export async function askPasskey(options: Json): Promise<Json> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options as unknown as PublicKeyCredentialRequestOptionsJSON,
  )
  return asJson(await navigator.credentials.get({ publicKey }).catch(() => null))
}

/** Makes a passkey on the device. @throws Refusal `not-signed-in` when the person turned away. */
export async function makePasskey(options: Json): Promise<Json> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options as unknown as PublicKeyCredentialCreationOptionsJSON,
  )
  return asJson(await navigator.credentials.create({ publicKey }).catch(() => null))
}

function asJson(credential: Credential | null): Json {
  if (!(credential instanceof PublicKeyCredential)) {
    throw new Refusal('not-signed-in', 'no passkey was used', { label: 'sign-in.no-passkey' })
  }
  return credential.toJSON() as unknown as Json
}
