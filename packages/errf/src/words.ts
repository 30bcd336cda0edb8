/** What is said of each kind of finding: what is wrong, and what helps. English, for the command line and whoever gets its output. */
export const WORDS = {
  xml: ['The file cannot be read as XML: {why}.', 'Have it written again by the program that made it.'],
  'not-a-form': [
    'The file is XML, but no electronic Resettlement Registration Form: it begins with <{value}>.',
    'The first element is UNHCR_RRF.',
  ],
  namespace: ['The form stands in a namespace that no generation of it has.', 'Write xmlns="{expected}", or none.'],
  newer: [
    'This is a newer generation of the form (2.7 or 2.8 of its last series), which is not read.',
    'Read are 3.1 and 4.1: ask for one of these.',
  ],
  'unknown-element': [
    '{name} is no element of generation {generation} at this place.',
    'Take it out, or see how it is spelled.',
  ],
  attribute: ['{name} has the attribute {attribute}, which the form does not know.', 'Take it out.'],
  order: ['{name} stands too late: the form has a fixed order.', 'Move it in front of {before}.'],
  repeated: ['{name} stands more often than once.', 'Leave one.'],
  missing: ['{name} is missing.', 'Add it in its place: in front of what follows it in the form.'],
  'text-between': [
    'Text stands between the elements of {name}.',
    'Take it out, or put it into the element it belongs to.',
  ],
  'not-simple': ['{name} has elements inside; it holds text only.', 'Take them out.'],
  moment: ['{name} is no date with time.', 'Write it as 2024-03-31T00:00:00 or 2024-03-31T00:00:00+02:00.'],
  boolean: ['{name} is neither yes nor no.', 'Write true, false, 1 or 0.'],
  number: ['{name} is no whole number from {least} to {most}.', 'Write digits only.'],
  indicator: ['"{value}" is no way of submitting.', 'Write "Single Submission" or "Group Submission".'],
  'indicator-count': [
    'The file says "{value}" and holds {cases} case(s).',
    'One case is a "Single Submission", several are a "Group Submission".',
  ],
  empty: [
    '{name} is empty.',
    'Fill it; where the answer is not known or was refused, use the code for unknown where the list has one.',
  ],
  'unknown-code': ['"{value}" is not in the list for {name}.', 'Choose a code of the list of generation 4.1.'],
  'iso-country': [
    '"{value}" is not in the list for {name}: it is the ISO code of a country that has another one here.',
    'Write {instead} for {country}.',
  ],
  'other-case': [
    '"{value}" is not in the list for {name} in this spelling.',
    'Write {instead}: capital letters count.',
  ],
  'nothing-chosen': [
    '{name} says "-": nothing was chosen.',
    'Choose an answer; where it is not known or was refused, the code for unknown.',
  ],
  'false-friend': [
    '{name} says {value}, which is {here} in this form (in ISO it is {iso}).',
    'Right for {here}. For {iso}, write {instead}.',
  ],
  'same-key': ['{name} "{value}" stands at more than one place.', 'Each has its own: give this one another.'],
  'no-person': [
    '{name} "{value}" is nobody of this case.',
    'Write the identifier of one of its members, or take the entry out.',
  ],
  'no-membership': [
    'This member has no entry that says how they belong to the case (dataIndividualProcessGroup).',
    'Add one, with the relationship to the principal applicant.',
  ],
  'two-memberships': ['This member has more than one entry that says how they belong to the case.', 'Leave one.'],
  'other-case-key': [
    'This membership is of another case than the one it stands in.',
    'Write the ProcessingGroupGUID of this case.',
  ],
  'no-principal': ['Nobody is the principal applicant.', 'One member has the relationship PA.'],
  'two-principals': [
    '{count} members are the principal applicant.',
    'One is PA; the others get their relationship to them.',
  ],
  size: [
    'The case says {value} member(s) and has {count}.',
    'Write ProcessingGroupSize as the number of members, or add who is missing.',
  ],
  'short-number': ['The number of the case has three characters or fewer.', 'Write the whole number.'],
  'same-case-number': ['Two cases of this file have the same number.', 'Each case has its own.'],
  'link-to-itself': [
    'A cross-reference goes from a case to itself.',
    'Write the number of the other case, or take it out.',
  ],
  'link-elsewhere': ['Neither end of this cross-reference is this case.', 'See which case was meant.'],
  'same-link': ['This cross-reference stands more often than once.', 'Leave one.'],
  'no-arrival': ['The principal applicant has no day of arrival.', 'Add ArrivalDate.'],
  'no-registration': ['The principal applicant has no day of registration.', 'Add RegistrationDate.'],
  'no-asylum-address': [
    'The principal applicant has no address in the country of asylum.',
    'Add one address of the type CoA.',
  ],
  'two-asylum-addresses': [
    'The principal applicant has {count} present addresses in the country of asylum.',
    'Leave one of the type CoA; earlier ones are PCoA.',
  ],
  'no-telephone': [
    'This address is a telephone (TEL) without a number.',
    'Write the number in LocationLevel6, or take the entry out.',
  ],
  'name-digit': ['{name} has a digit in it.', 'Take it out: receiving states refuse it.'],
  'name-character': ['{name} has a character that cannot be printed.', 'Type it again.'],
  'name-script': [
    '{name} is not in Latin letters.',
    'Write the romanised name: receiving states read no other script.',
  ],
  'document-number': [
    'The number of a document has characters besides letters, digits and spaces.',
    'Write it without them.',
  ],
  'photo-empty': ['The photo is empty.', 'Put it in again, or take the entry out.'],
  'photo-encoding': ['The photo is not written in base64.', 'Write it again from the image file.'],
  'photo-lines': [
    'The photo is written in lines, or with spaces.',
    'Write its base64 as one line: some receiving states refuse it otherwise.',
  ],
  'photo-too-large': [
    'The photo has {bytes} bytes; 50 MB or more are refused.',
    'Make it smaller: 500 pixels of height are plenty.',
  ],
  'photo-kind': ['The photo is no PNG, JPEG, GIF or BMP picture.', 'Save it as JPEG and put it in again.'],
  'photo-damaged': ['The photo ends too early or is damaged.', 'Put it in again from the image file.'],
  'photo-too-small': ['The photo is {width} by {height} pixels; 10 or fewer are refused.', 'Take a larger one.'],
  'no-photo': ['This member has no photo.', 'Add one: most receiving states ask for it.'],
  'no-secondary': [
    'The case has no secondary category.',
    'Every case has a primary and a secondary one: add ResettlementCriteria2Code.',
  ],
  'same-category': ['The primary and the secondary category are the same.', 'Choose two.'],
  'no-category': ['The case has no category that a submission can rest on ("{value}").', 'Choose one of the seven.'],
  'older-category': [
    'The category {value} is no longer used.',
    'Choose one of the seven: LPN, SVT, MED, AWR, FAM, CHL, LFDS.',
  ],
  'category-holder': [
    'The category is given to a member who is not the principal applicant.',
    'See that it is meant so: some states read it from them only.',
  ],
  'no-priority': ['The case has no priority ("{value}").', 'Choose EM, UG or NR.'],
  'same-need': ['This specific need stands twice for the same member.', 'Leave one.'],
  future: ['{name} is in the future.', 'See what was meant.'],
  chronology: ['{earlier} is after {later}.', 'See which of the two days is right.'],
  'old-age': ['The day of birth makes this person older than 110.', 'See whether the year is right.'],
  'no-birth': [
    'This member has no day of birth.',
    'Add it; where it is not known, the first day of the estimated year with DateofBirthEstimate true.',
  ],
  'sex-relationship': ['The relationship {value} and the sex do not fit each other.', 'Correct the one that is wrong.'],
  'spouse-unmarried': [
    'The case has a spouse of the principal applicant, who is neither married nor in a common-law marriage.',
    'Correct the marital status or the relationship.',
  ],
  'two-spouses': [
    'The principal applicant has {count} spouses in this case.',
    'Families of one husband and several wives are linked cases.',
  ],
  'other-nationality': ['The nationality is another than the principal applicant’s.', 'See that it is right.'],
  'other-asylum': ['The country of asylum is another than the principal applicant’s.', 'See that it is right.'],
  'young-parent': [
    'Parent and child are less than twelve years apart.',
    'See whether days of birth and relationship are right.',
  ],
  'young-spouse': [
    'This spouse or partner is under eighteen.',
    'See that the best interests of the child were determined.',
  ],
  'young-principal': [
    'The principal applicant is under eighteen.',
    'See whether an adult belongs to the case, and that the best interests were determined.',
  ],
  'death-date': [
    'A day of death stands for somebody who is not said to be deceased.',
    'Correct the one that is wrong.',
  ],
} as const satisfies Readonly<Record<string, readonly [says: string, remedy: string]>>

export type FindingCode = keyof typeof WORDS
