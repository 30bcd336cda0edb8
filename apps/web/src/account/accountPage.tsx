import { Button, Group, SegmentedControl, Text } from '@mantine/core'
import { isLanguage, LANGUAGES } from '@nansen/kernel'
import {
  changeLanguage,
  LANGUAGE_NAMES,
  Page,
  Refused,
  rolesOf,
  Slow,
  Surface,
  toast,
  useDesk,
  useWords,
} from '@nansen/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { rememberLanguage } from '../preferences.ts'
import { account, type OwnSession } from './accountApi.ts'
import { AuthenticatorSection } from './authenticatorSection.tsx'
import { NoticeList } from './notices.tsx'
import { PasskeySection } from './passkeySection.tsx'
import { PasswordSection } from './passwordSection.tsx'

/** One's own account: how one signs in, where one is signed in, in which language, and what happened to it. */
export function AccountPage() {
  const words = useWords()
  const { session } = useDesk()
  const own = useQuery({ queryKey: ['account'], queryFn: account.read })
  if (own.isPending) return <Slow />
  if (own.isError) return <Refused error={own.error} onAgain={() => void own.refetch()} />
  const { signIn, sessions, installation } = own.data
  const shared = installation === 'demo'
  const roles = rolesOf(session).map(role => words.say(`role.${role}`))
  return (
    <Page
      title={words.say('account.title')}
      subtitle={
        <>
          <bdi>{signIn.email}</bdi> · {roles.join(', ')}
        </>
      }
      width="narrow"
    >
      <Surface title={words.say('account.notices')}>
        <NoticeList />
      </Surface>
      <Surface title={words.say('account.language')} mt="md">
        <LanguageChoice />
      </Surface>
      {shared && (
        <Surface mt="md">
          <Text>{words.say('account.shared')}</Text>
        </Surface>
      )}
      {!shared && <PasswordSection since={signIn.passwordSince} />}
      {!shared && <AuthenticatorSection codesLeft={signIn.recoveryCodesLeft} />}
      <PasskeySection
        passkeys={signIn.passkeys}
        removable={shared || signIn.authenticator || signIn.passkeys.length > 1}
      />
      <Surface title={words.say('account.sessions')} mt="md">
        <Sessions sessions={sessions} />
      </Surface>
    </Page>
  )
}

/** Spoken to at once on this device, and noted in the account. Another device goes by its own choice, or its browser's. */
function LanguageChoice() {
  const words = useWords()
  const choose = async (language: string) => {
    if (!isLanguage(language)) return
    rememberLanguage(language)
    await changeLanguage(language)
    await account.setLanguage(language)
  }
  return (
    <SegmentedControl
      aria-label={words.say('account.language')}
      value={words.language}
      onChange={language => void choose(language)}
      data={LANGUAGES.map(language => ({ value: language, label: LANGUAGE_NAMES[language] }))}
    />
  )
}

function Sessions({ sessions }: { readonly sessions: readonly OwnSession[] }) {
  const words = useWords()
  const client = useQueryClient()
  const ending = useMutation({
    mutationFn: account.endSession,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['account'] })
      toast(words.say('account.session-ended'))
    },
  })
  return (
    <>
      {ending.isError && <Refused error={ending.error} />}
      <Text size="sm" c="dimmed" mb="xs">
        {words.say('account.sessions-explained')}
      </Text>
      <ul className="nansen-queue">
        {sessions.map(({ id, device, since, lastUsed, alive, here }) => (
          <li key={id}>
            <Group justify="space-between" gap="xs">
              <div>
                <Text fw={here ? 600 : 400}>
                  <bdi>{device ?? words.say('account.unknown-device')}</bdi>
                </Text>
                <Text size="sm" c="dimmed">
                  {words.instant(since)} ·{' '}
                  {words.say(here ? 'account.here' : alive ? 'account.alive' : 'account.over', {
                    when: words.ago(lastUsed),
                  })}
                </Text>
              </div>
              {alive && !here && (
                <Button size="compact-md" variant="default" onClick={() => ending.mutate(id)}>
                  {words.say('account.end-session')}
                </Button>
              )}
            </Group>
          </li>
        ))}
      </ul>
    </>
  )
}
