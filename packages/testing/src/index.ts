export { chromiumPath, launchBrowser } from './chromium.ts'
export { type FakeClock, fakeClock } from './fakeClock.ts'
export { emptyDatabase, type FreshDatabase, filledDatabase, freshDatabase } from './freshDatabase.ts'
export { type Leak, makeLeak, plantLeak } from './plantLeak.ts'
export {
  type Colleague,
  FAMILY,
  type PracticeOffice,
  person,
  practiceOffice,
  type Registered,
} from './practiceOffice.ts'
export { withClient } from './template.ts'
export { testKeys } from './testKeys.ts'
