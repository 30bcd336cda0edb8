export { caseProcessing } from './caseProcessing.ts'
export { type CaseOptions, defineCaseModule } from './defineCaseModule.ts'
export { CASE_FIELDS, CASE_RECORDS } from './records.ts'
