import { dirname, join } from 'node:path'
import type { Settings } from './settings.ts'

/**
 * Certificates (PEM) of scanners, or of their makers, whose captures are accepted; beside the server's keys. A demo's has another name, so
 * that a practice scanner never vouches for itself in a real installation.
 */
export const scannersFile = ({ keysFile, kind }: Pick<Settings, 'keysFile' | 'kind'>): string =>
  join(dirname(keysFile), kind === 'demo' ? 'practice-scanners.pem' : 'scanners.pem')
