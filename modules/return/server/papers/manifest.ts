import { Refusal } from '@nansen/kernel'
import { type Traveller, travellersOf } from '../travellers.ts'
import { countryNamed, paperCommand, type Writing } from './printing.ts'
import { dayOn, isolated, line, lines } from './words.ts'

/** The list that goes with a convoy: who has a place, family by family, and who needs care. Never why anybody was here. */
export const manifest = paperCommand({
  name: 'manifest',
  record: 'convoy',
  async write({ tx, row, language, say }) {
    const people = await travellersOf(tx, row.id)
    if (people.length === 0) throw new Refusal('wrong-state', 'nobody has a place in this convoy yet')
    const families = Map.groupBy(people, ({ fileNumber }) => fileNumber)
    const country = await countryNamed(tx, row.to_country, language)
    return {
      name: isolated(String(row.name)),
      reference: String(row.name),
      footer: say('paper.manifest-footer'),
      paragraphs: [say('paper.manifest')],
      rows: [
        line(say('field.convoy.leaves_on'), dayOn(language, String(row.leaves_on))),
        line(say('paper.people'), String(people.length)),
        line(say('paper.from'), isolated(String(row.from_place))),
        line(say('paper.to'), [isolated(String(row.to_place)), country].join(', ')),
        ...lines([
          [say('field.convoy.crossing'), row.crossing == null ? null : isolated(String(row.crossing))],
          [say('field.convoy.travel'), say(`code.convoy.travel.${String(row.travel)}`)],
          [say('field.convoy.luggage_kilograms'), row.luggage_kilograms == null ? null : String(row.luggage_kilograms)],
          [say('field.convoy.escort'), row.escort == null ? null : isolated(String(row.escort))],
        ]),
      ],
      sections: [...families].map(([number, family]) => ({
        title: `\u2066${number}\u2069`,
        records: [family.map((each, at) => travellerRow(say, each, at))],
      })),
      closing: [],
      signatures: [say('paper.leader'), say('paper.border')],
    }
  },
})

/** `1. Amina Ali · KEN-DAD-26-0000012-K` and below it `Female, 1990, adult`, with the care that they need. */
function travellerRow(say: Writing['say'], each: Traveller, at: number) {
  const care = each.care === null ? [] : [say(`code.fitness.care.${each.care}`)]
  const facts = [
    say(`paper.sex.${each.sex}`),
    ...(each.yearOfBirth === null ? [] : [String(each.yearOfBirth)]),
    say(`code.member.role.${each.role}`),
    ...care,
  ]
  return line(facts.join(' · '), `${at + 1}. ${isolated(each.name)} · \u2066${each.number}\u2069`)
}
