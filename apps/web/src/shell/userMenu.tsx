import { Menu, UnstyledButton } from '@mantine/core'
import { rolesOf, useSession, useWords } from '@nansen/ui'
import { IconKey, IconLock, IconLogout, IconUserCircle, IconUserCog } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { login } from '../signIn/loginApi.ts'

/** Who is signed in, in which roles; and the way out. */
export function UserMenu({ onLock }: { readonly onLock: () => void }) {
  const words = useWords()
  const session = useSession()
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
        <Menu.Item component={Link} to="/account" leftSection={<IconUserCog size={18} aria-hidden />}>
          {words.say('account.title')}
        </Menu.Item>
        <Menu.Item component={Link} to="/sealing" leftSection={<IconKey size={18} aria-hidden />}>
          {words.say('sealing.title')}
        </Menu.Item>
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
