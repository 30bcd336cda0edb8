import {
  codeOf,
  defineRecord,
  integer,
  note,
  partialDate,
  phone,
  place,
  type Row,
  reference,
  text,
} from '@nansen/model'

const heads = () => integer({ optional: true })

const fields = {
  /** Who speaks for the group, as said. */
  focal_point_name: text({ search: 'name' }),
  token: text({ optional: true, max: 40, search: 'exact' }),
  phone: phone({ optional: true, search: 'exact' }),
  female_0_4: heads(),
  male_0_4: heads(),
  female_5_11: heads(),
  male_5_11: heads(),
  female_12_17: heads(),
  male_12_17: heads(),
  female_18_59: heads(),
  male_18_59: heads(),
  female_60: heads(),
  male_60: heads(),
  country_of_origin: codeOf('country', { optional: true }),
  arrived_on: partialDate({ optional: true, told: true }),
  place: place({ optional: true }),
  /** How many seem to need help before the others. Who and what is asked at registration. */
  in_need: integer({ optional: true }),
  remarks: note({ optional: true }),
  /** The group they were registered as. */
  became: reference('registration.registration_group', { optional: true, derived: true }),
} as const
export interface PreRegistrationRow extends Row<typeof fields> {}

/**
 * People who arrived together, counted in three minutes: whom to call, how many of which age and sex, where. It registers nobody, and is what
 * their registration begins with. UNHCR's age groups, in completed years.
 */
export const preRegistration = defineRecord({
  fields,
  title: ['focal_point_name', 'token'],
  listed: ['focal_point_name', 'token', 'country_of_origin', 'arrived_on', 'place', 'became'],
})
