import type { LoadLabels } from '@nansen/ui'

const SOURCES = {
  en: () => import('virtual:labels/en'),
  fr: () => import('virtual:labels/fr'),
  ar: () => import('virtual:labels/ar'),
  es: () => import('virtual:labels/es'),
}

export const loadLabels: LoadLabels = async language => (await SOURCES[language]()).labels
