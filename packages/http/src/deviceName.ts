/** Most telling first: Edge and Opera also say that they are Chrome, and Chrome that it is Safari. */
const BROWSERS = [
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['Firefox', 'Firefox'],
  ['HeadlessChrome', 'Chrome'],
  ['Chrome', 'Chrome'],
  ['Version', 'Safari'],
] as const
const SYSTEMS = [
  ['Android', 'Android'],
  ['iPhone', 'iOS'],
  ['iPad', 'iOS'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'macOS'],
  ['CrOS', 'ChromeOS'],
  ['Linux', 'Linux'],
] as const

/** `Firefox 140, Windows`: enough to recognise one's own desk in a list of sessions. Empty when the browser does not say. */
export function deviceName(userAgent: string): string {
  const browser = BROWSERS.find(([mark]) => userAgent.includes(`${mark}/`))
  const system = SYSTEMS.find(([mark]) => userAgent.includes(mark))
  const version = browser && new RegExp(`${browser[0]}/(\\d{1,4})`).exec(userAgent)?.[1]
  return [browser && `${browser[1]} ${version}`, system?.[1]].filter(Boolean).join(', ')
}
