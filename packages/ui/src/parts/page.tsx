import { Group, Text, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'

interface PageProps {
  readonly title: string
  readonly subtitle?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
  /** Narrow: forms and texts. Wide: lists and boards. */
  readonly width?: 'narrow' | 'wide'
}

/** One screen: its name, what can be done with all of it, and its content. */
export function Page({ title, subtitle, actions, children, width = 'wide' }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Nansen`
  }, [title])
  return (
    <div className={width === 'narrow' ? 'nansen-page nansen-narrow' : 'nansen-page'}>
      <Group justify="space-between" align="start" mb="md" gap="sm">
        <div>
          <Title order={1} size="h2" tabIndex={-1} id="page-title">
            <bdi>{title}</bdi>
          </Title>
          {subtitle !== undefined && (
            <Text component="div" c="dimmed" mt={2}>
              {subtitle}
            </Text>
          )}
        </div>
        {actions !== undefined && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </div>
  )
}
