import { type Block, block, type Enclosed, line, type Writing } from './blocks.ts'

/** Section 9: what goes with the form. What the record holds already is ticked; the rest is for whoever puts the papers together. */
export function enclosedBlock({ dossier, say, naming }: Writing): Block {
  const { file, members, travellers } = dossier
  const photos = members.filter(({ picture }) => picture !== null).length
  const hasChild = travellers.some(({ adult }) => adult === 'no')
  const isMedical = [file.primary_category, file.secondary_category].includes('MED')
  const someDied = members.some(({ relatives }) => relatives.some(({ life }) => life === 'dead'))
  const enclosed: readonly (Enclosed | null)[] = [
    { label: say('form.enclosed.status'), there: false },
    isMedical ? { label: say('form.enclosed.medical'), there: false } : null,
    hasChild ? { label: say('form.enclosed.best-interests'), there: false } : null,
    { label: say('form.enclosed.papers'), there: false },
    hasChild ? { label: say('form.enclosed.consent'), there: false } : null,
    someDied ? { label: say('form.enclosed.death'), there: false } : null,
  ]
  const papers = [
    ...new Set(members.flatMap(one => one.papers.map(({ kind }) => naming('document_type', String(kind))))),
  ]
  return block(
    null,
    [
      line(say('form.photos'), `\u2066${photos} / ${members.length}\u2069`),
      line(say('form.papers'), papers.join(' · '), true),
    ],
    { enclosed: enclosed.filter(each => each !== null) },
  )
}
