import '@fontsource-variable/noto-sans'
import '@fontsource-variable/noto-sans-arabic'
import '@fontsource-variable/noto-sans-ethiopic'
import '@fontsource-variable/noto-sans-myanmar'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@nansen/ui/nansen.css'
import './shell/shell.css'
import { startLanguage, sweepDrafts } from '@nansen/ui'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { loadLabels } from './loadLabels.ts'
import { firstLanguage } from './preferences.ts'

await startLanguage(loadLabels, firstLanguage())
createRoot(document.getElementById('root')!).render(<App />)
void sweepDrafts().catch(() => null)

/** A new version of the server has other files; the page of the old one is loaded anew. Drafts survive that. */
addEventListener('vite:preloadError', event => {
  event.preventDefault()
  location.reload()
})
