import { Box, type BoxProps, Group, Title } from '@mantine/core'
import type { ReactNode } from 'react'

interface SurfaceProps extends BoxProps {
  readonly title?: ReactNode
  /** Buttons at the end of the title's line. */
  readonly actions?: ReactNode
  readonly children: ReactNode
  /** Level of the title; 2 by default. */
  readonly order?: 2 | 3
}

/** A sheet of paper on the desk: one subject. */
export function Surface({ title, actions, children, order = 2, ...box }: SurfaceProps) {
  return (
    <Box component="section" className="nansen-surface" {...box}>
      {(title !== undefined || actions !== undefined) && (
        <Group justify="space-between" align="center" mb="sm" gap="xs">
          {title !== undefined && (
            <Title order={order} size="h4">
              {title}
            </Title>
          )}
          {actions}
        </Group>
      )}
      {children}
    </Box>
  )
}
