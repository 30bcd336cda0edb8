import type { Sex } from './fields/individual.ts'

/** The person every relationship in a group is coded against. */
export const FOCAL_POINT = 'PA'

/**
 * Relationship to the focal point, by the codes of the electronic Resettlement Registration Form 4.1, each with the sex it
 * says the person has. Left out on purpose: `FP` (foster parent in 4.1, focal point in 2.8) and `U` (to be defined): an
 * importer turns them into `NRM`, `NRF`, `UKM` or `UKF`. Labels are in `countries/shared/relationship.json`.
 */
export const RELATIONSHIP_SEX: Readonly<Record<string, 'male' | 'female' | null>> = {
  PA: null,
  HR1: null,
  HR2: null,
  HUS: 'male',
  WIF: 'female',
  CLH: 'male',
  CLW: 'female',
  PTM: 'male',
  PTF: 'female',
  EXM: 'male',
  EXF: 'female',
  SON: 'male',
  DAU: 'female',
  SCM: 'male',
  SCF: 'female',
  FCM: 'male',
  FCF: 'female',
  PRM: 'male',
  PRF: 'female',
  SPM: 'male',
  SPF: 'female',
  FPM: 'male',
  FPF: 'female',
  SBM: 'male',
  SBF: 'female',
  SPB: 'male',
  SPS: 'female',
  HAB: 'male',
  HAS: 'female',
  GPM: 'male',
  GPF: 'female',
  GCM: 'male',
  GCF: 'female',
  UNC: 'male',
  ANT: 'female',
  NEP: 'male',
  NCE: 'female',
  COM: 'male',
  COF: 'female',
  BIL: 'male',
  SIL: 'female',
  PLM: 'male',
  PLF: 'female',
  CLM: 'male',
  CLF: 'female',
  ILM: 'male',
  ILF: 'female',
  ORM: 'male',
  ORF: 'female',
  NRM: 'male',
  NRF: 'female',
  UKM: 'male',
  UKF: 'female',
}

/** Wife, husband, and what customary law or a partnership makes of two people. */
export const SPOUSES: readonly string[] = ['HUS', 'WIF', 'CLH', 'CLW', 'PTM', 'PTF']

/** Whether somebody of this sex can stand in this relationship. Sex `other` or `unknown` fits every relationship. */
export function relationshipFits(relationship: string, sex: Sex): boolean {
  const said = RELATIONSHIP_SEX[relationship]
  if (said === undefined) return false
  return said === null || sex === 'other' || sex === 'unknown' || said === sex
}
