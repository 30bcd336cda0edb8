import type { ServerModule } from '@nansen/store'
import { answerSuggestion, suggestions } from './suggestions.ts'

export const server: ServerModule = { name: 'needs', commands: [answerSuggestion], queries: [suggestions] }
