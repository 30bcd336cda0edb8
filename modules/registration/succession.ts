import { FOCAL_POINT, SPOUSES } from './relationships.ts'

/** By what the new focal point was to the old: what everybody else becomes to the new. Codes that say the sex come in pairs. */
const AFTER_SPOUSE: Readonly<Record<string, string>> = {
  SON: 'SON',
  DAU: 'DAU',
  GCM: 'GCM',
  GCF: 'GCF',
  FCM: 'FCM',
  FCF: 'FCF',
  SCM: 'SON',
  SCF: 'DAU',
  PRM: 'PLM',
  PRF: 'PLF',
  PLM: 'PRM',
  PLF: 'PRF',
  SBM: 'BIL',
  SBF: 'SIL',
  CLM: 'CLM',
  CLF: 'CLF',
}
const AFTER_CHILD: Readonly<Record<string, string>> = {
  SON: 'SBM',
  DAU: 'SBF',
  HUS: 'PRM',
  WIF: 'PRF',
  CLH: 'PRM',
  CLW: 'PRF',
  PTM: 'PRM',
  PTF: 'PRF',
  PRM: 'GPM',
  PRF: 'GPF',
  SBM: 'UNC',
  SBF: 'ANT',
  GCM: 'NEP',
  GCF: 'NCE',
}
const AFTER_SIBLING: Readonly<Record<string, string>> = {
  SBM: 'SBM',
  SBF: 'SBF',
  PRM: 'PRM',
  PRF: 'PRF',
  SON: 'NEP',
  DAU: 'NCE',
  GPM: 'GPM',
  GPF: 'GPF',
  WIF: 'SIL',
  HUS: 'BIL',
}
const AFTER_PARENT: Readonly<Record<string, string>> = {
  SON: 'GCM',
  DAU: 'GCF',
  SBM: 'SON',
  SBF: 'DAU',
  WIF: 'CLF',
  HUS: 'CLM',
  GPM: 'PRM',
  GPF: 'PRF',
}
/** What the old focal point is to the new, by what the new was to the old and by the sex of the old. */
const TURNED: Readonly<Record<string, readonly [man: string, woman: string]>> = {
  HUS: ['PTM', 'WIF'],
  WIF: ['HUS', 'PTF'],
  CLH: ['PTM', 'CLW'],
  CLW: ['CLH', 'PTF'],
  PTM: ['PTM', 'PTF'],
  PTF: ['PTM', 'PTF'],
  SON: ['PRM', 'PRF'],
  DAU: ['PRM', 'PRF'],
  SBM: ['SBM', 'SBF'],
  SBF: ['SBM', 'SBF'],
  PRM: ['SON', 'DAU'],
  PRF: ['SON', 'DAU'],
  GCM: ['GPM', 'GPF'],
  GCF: ['GPM', 'GPF'],
  GPM: ['GCM', 'GCF'],
  GPF: ['GCM', 'GCF'],
  UNC: ['NEP', 'NCE'],
  ANT: ['NEP', 'NCE'],
  NEP: ['UNC', 'ANT'],
  NCE: ['UNC', 'ANT'],
}

function tableAfter(successor: string): Readonly<Record<string, string>> {
  if (SPOUSES.includes(successor)) return AFTER_SPOUSE
  if (successor === 'SON' || successor === 'DAU') return AFTER_CHILD
  if (successor === 'SBM' || successor === 'SBF') return AFTER_SIBLING
  return successor === 'PRM' || successor === 'PRF' ? AFTER_PARENT : {}
}

/**
 * What a member is to the new focal point, judged from what both were to the old one. Null where that does not follow: a husband of the
 * old focal point need not be the father of her daughter who succeeds her, so the officer sees each proposal before it is saved.
 *
 * @param successor what the new focal point was to the old.
 * @param member what this member was to the old; `PA` for the old focal point.
 * @param sex of the member.
 */
export function relationshipAfter(successor: string, member: string, sex: string): string | null {
  if (member !== FOCAL_POINT) return tableAfter(successor)[member] ?? null
  const turned = TURNED[successor]
  if (turned === undefined || (sex !== 'male' && sex !== 'female')) return null
  return turned[sex === 'male' ? 0 : 1]
}
