export { makeKeys, pemOf } from './certificateMaker.ts'
export { inventedPerson, type Person, personOfFolder } from './person.ts'
export { startService } from './service.ts'
export { type Desk, FAULTS, type Fault, simulatedDevices } from './simulated.ts'
