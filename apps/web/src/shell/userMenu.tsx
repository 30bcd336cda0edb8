import { Menu, UnstyledButton } from '@mantine/core'
import { Refusal } from '@nansen/kernel'
import { rolesOf, sayRefusal, toast, useSession, useWords, warn } from '@nansen/ui'
import { IconFingerprint, IconLock, IconLogout, IconUserCircle } from '@tabler/icons-react'
import { login } from '../signIn/loginApi.ts'
import { makePasskey, passkeysPossible } from '../signIn/passkey.ts'

/** Who is signed in, in which roles; and the way out. */
export function UserMenu({ onLock }: { readonly onLock: () => void }) {
  const words = useWords()
  const session = useSession()
  const addPasskey = async () => {
    try {
      await login.addPasskey(await makePasskey(await login.addPasskeyOptions()), navigator.platform || 'passkey')
      toast(words.say('shell.passkey-added'))
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal
      warn(sayRefusal(refusal, words))
    }
  }
  const signOut = async () => {
    await login.signOut().catch(() => null)
    location.assign('/')
  }
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <UnstyledButton className="nansen-bar-button" aria-label={words.say('shell.account')}>
          <IconUserCircle size={22} aria-hidden />
          <bdi className="nansen-bar-name">{session.displayName}</bdi>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <bdi>{session.displayName}</bdi>
          <br />
          {rolesOf(session)
            .map(role => words.say(`role.${role}`))
            .join(', ')}
        </Menu.Label>
        <Menu.Divider />
        {passkeysPossible() && (
          <Menu.Item leftSection={<IconFingerprint size={18} aria-hidden />} onClick={addPasskey}>
            {words.say('shell.add-passkey')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconLock size={18} aria-hidden />} onClick={onLock}>
          {words.say('shell.lock')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={18} aria-hidden />} onClick={signOut}>
          {words.say('shell.sign-out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
