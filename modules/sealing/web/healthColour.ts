import type { Health } from '@nansen/sealed'

export const HEALTH_COLOUR: Readonly<Record<Health, string>> = {
  good: 'leaf',
  'one-reader': 'saffron',
  'recovery-only': 'brick',
  lost: 'brick',
}
