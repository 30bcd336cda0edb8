import type { DossierMember, Row } from '../dossier.ts'
import { type Block, block, headed, isolated, line, ltr, type Writing } from './blocks.ts'
import { commaIn, dayOn, registrationSayer } from './words.ts'

/** Section 2: a person with their face, as registration has them. `/photo-N` is the face of the nth member. */
export function personBlock(writing: Writing, at: number): Block {
  const { dossier, language, say, naming } = writing
  const one = dossier.members[at]!
  const day = (date: string | null) => (date === null ? null : dayOn(language, date))
  const comma = commaIn(language)
  const names = one.aliases.map(({ name }) => isolated(name)).join(comma)
  const address = one.addresses.find(({ kind, ended }) => kind === 'CoA' && ended === null)
  const rows = [
    line(say('form.individual'), ltr(one.number)),
    line(say('form.native-name'), one.display_name_native === null ? null : isolated(one.display_name_native)),
    line(say('form.alias'), names),
    line(say('form.sex'), say(`form.sex.${one.sex}`)),
    line(
      say('form.born'),
      one.born === null ? null : `${day(one.born)}${one.born_estimated ? ` (${say('form.estimated')})` : ''}`,
    ),
    line(
      say('form.birth-place'),
      [one.birth_town, naming('country', one.country_of_birth)].filter(Boolean).join(comma),
    ),
    line(say('form.nationality'), naming('country', one.nationality)),
    line(say('form.marital'), naming('marital_status', one.marital_status)),
    ...marriageLines(writing, one),
    line(say('form.religion'), naming('religion', one.religion)),
    line(say('form.ethnicity'), naming('ethnicity', one.ethnicity)),
    line(say('form.education'), naming('education', one.education_level)),
    line(say('form.occupation'), one.occupation_as_said ?? naming('occupation', one.occupation)),
    line(say('form.father'), one.father_name === null ? null : isolated(one.father_name)),
    line(say('form.mother'), one.mother_name === null ? null : isolated(one.mother_name)),
    line(say('form.arrived'), day(one.arrived_on)),
    line(say('form.registered'), day(one.registered_on)),
    line(
      say('form.address'),
      address === undefined ? null : [address.place_name, address.detail].filter(Boolean).join(comma),
    ),
    line(say('form.languages'), languagesOf(writing, one), true),
    line(say('form.papers'), papersOf(writing, one), true),
  ]
  return block(headed(writing, at), rows, { photo: one.picture === null ? null : `/photo-${at + 1}` })
}

/** When and where somebody married, as their newest marriage says, and when it ended. */
function marriageLines({ language, say, naming }: Writing, { marriages }: DossierMember) {
  const [last] = marriages
  if (last === undefined) return []
  const day = (date: Row[string]) => (date === null ? null : dayOn(language, String(date)))
  const country = last.country === null ? null : naming('country', String(last.country))
  return [
    line(say('form.married'), day(last.married_on ?? null)),
    line(say('form.married-at'), [last.place_as_said, country].filter(Boolean).join(commaIn(language))),
    line(say('form.marriage-ended'), day(last.ended_on ?? null)),
  ]
}

const SKILLS = ['speaks', 'understands', 'reads', 'writes'] as const
const CAN = ['easily', 'not-easily']

function languagesOf({ language, say, naming }: Writing, { languages }: DossierMember): string {
  const comma = commaIn(language)
  return languages
    .map(each => {
      const can = SKILLS.filter(skill => CAN.includes(String(each[skill]))).map(skill => say(`form.skill.${skill}`))
      return `${naming('language', String(each.language))}${can.length === 0 ? '' : ` (${can.join(comma)})`}`
    })
    .join(' · ')
}

const papersOf = ({ naming }: Writing, { papers }: DossierMember) =>
  papers
    .map(each => `${naming('document_type', String(each.kind))}${each.number === null ? '' : ` ${ltr(each.number)}`}`)
    .join('\n')

/** Section 3: relatives of anybody in the case who are not in it, the dead among them. */
export function relativeBlocks(writing: Writing): readonly Block[] {
  const { dossier, language, say, naming } = writing
  const inside = new Set(dossier.members.map(({ id }) => id))
  return dossier.members.map((one, at) => {
    const rows = one.relatives
      .filter(({ registered_as }) => !inside.has(String(registered_as)))
      .map(each =>
        line(
          naming('relationship', String(each.relationship)) ?? '',
          [
            isolated(each.name),
            each.born === null ? null : dayOn(language, String(each.born)),
            say(`form.life.${String(each.life)}`),
            each.country === null ? null : naming('country', String(each.country)),
          ]
            .filter(Boolean)
            .join(' · '),
          true,
        ),
      )
    return block(headed(writing, at), rows)
  })
}

/** Section 4 begins with who was recognised when, by whom and on what ground: one line a person. */
export function recognitionBlock({ dossier, language, say }: Writing): Block {
  const known = registrationSayer(language)
  const rows = dossier.members.map(({ display_name, status }, at) => {
    if (status === null) return null
    const said = (field: string) =>
      status[field] == null ? null : known(`code.legal_status.${field}.${status[field]}`)
    const words = [said('status'), said('basis'), said('category'), dayOn(language, String(status.effective_on))]
    return line(`${at + 1}. ${isolated(display_name)}`, words.filter(Boolean).join(' · '), true)
  })
  return block(say('form.recognised'), rows)
}
