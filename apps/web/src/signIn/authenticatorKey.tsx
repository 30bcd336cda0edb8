import { Code, Text } from '@mantine/core'
import { useWords } from '@nansen/ui'
import { QrCode } from './qrCode.tsx'

/** What an authenticator is fed with: by its camera, or by hand. */
export function AuthenticatorKey({ totpUri }: { readonly totpUri: string }) {
  const words = useWords()
  const secret = new URL(totpUri).searchParams.get('secret') ?? ''
  return (
    <>
      <Text>{words.say('set-up.scan')}</Text>
      <QrCode text={totpUri} label={words.say('set-up.qr')} />
      <Text size="sm">{words.say('set-up.by-hand')}</Text>
      <Code dir="ltr" display="block" p="xs" fz="md">
        {secret.match(/.{1,4}/g)?.join(' ')}
      </Code>
    </>
  )
}
