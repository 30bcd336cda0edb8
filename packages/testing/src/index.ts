export { chromiumPath, launchBrowser } from './chromium.ts'
export { type FakeClock, fakeClock } from './fakeClock.ts'
export { emptyDatabase, type FreshDatabase, freshDatabase } from './freshDatabase.ts'
export { withClient } from './template.ts'
