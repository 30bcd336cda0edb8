import { type OpenedImage, opening, summariesOf } from '@nansen/identity/server'
import { Refusal } from '@nansen/kernel'
import { reasonsOfCards, reasonsOfPair } from '@nansen/registration/server'
import { type Asking, auditRead, defineQuery, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { beforeAndTwins, storyOf } from './evidence.ts'
import { type KnownPair, knownCards, knownImage, knownOfMine, knownSides } from './knownPair.ts'
import { ANYTHING, ID, object } from './schemas.ts'

interface ReviewRow {
  readonly id: string
  readonly first: string
  readonly second: string
  readonly state: string
  readonly outcome: string | null
}

/** Everything two people are compared by, side by side; the machine's score only after one's own opinion. */
export const sideBySide = defineQuery<{ reviewId: string }, unknown>({
  name: 'adjudication.sideBySide',
  module: 'adjudication',
  needs: { action: 'read', level: 'personal' },
  input: object({ reviewId: ID }),
  output: ANYTHING,
  showsPeople: true,
  async run(tx, asking, { reviewId }) {
    const known = await knownOfMine(tx, reviewId)
    if (known !== null) return asAnyPair(known, await reasonsOfCards(tx, knownCards(known)))
    const review = await getReview(tx, reviewId)
    const mayLook = await mayLookAt(tx, reviewId)
    const first = await sideOf(tx, asking, review.first, mayLook)
    const second = await sideOf(tx, asking, review.second, mayLook)
    const opinions = await sql`select id, verdict, seen, reasons, created_by as "createdBy", created_at as "createdAt"
      from adjudication.opinion where parent_id = ${reviewId}::uuid order by created_at`.execute(tx)
    const likeness =
      await sql`select evidence::float8 as evidence, sites from gallery.likeness_of(${reviewId}::uuid)`.execute(tx)
    const link =
      await sql`select id, linked_at as "linkedAt", unlinked_at as "unlinkedAt", unlinked_because as "unlinkedBecause"
      from adjudication.link where review = ${reviewId}::uuid`.execute(tx)
    const mine = await sql<{ may: boolean }>`select adjudication.may_judge(${reviewId}::uuid) as may`.execute(tx)
    await auditRead(tx, asking, {
      module: 'adjudication',
      action: 'read',
      record: 'review',
      ids: [reviewId, review.first, review.second],
      people: [review.first, review.second],
    })
    const contradictions = await contradictionsIn(tx, review)
    const spoken = opinions.rows.some(row => (row as { createdBy: string }).createdBy === asking.session.staffId)
    return {
      ...review,
      first,
      second,
      opinions: opinions.rows,
      likeness: likeness.rows[0] ?? null,
      contradictions,
      link: link.rows[0] ?? null,
      ...(await beforeAndTwins(tx, review)),
      reasons: await reasonsOfPair(tx, review.first, review.second),
      mayJudge: mine.rows[0]!.may && review.state !== 'decided' && !spoken,
      mayLook,
      spoken,
    }
  },
})

/** A pair whose answer is known, in no way different. */
function asAnyPair(known: KnownPair & { readonly answered: boolean }, reasons: readonly unknown[]) {
  const [first, second] = knownSides(known)
  return {
    id: known.id,
    state: known.answered ? 'one-opinion' : 'open',
    outcome: null,
    first,
    second,
    opinions: [],
    likeness: null,
    contradictions: [],
    link: null,
    earlier: [],
    likeTwins: false,
    reasons,
    mayJudge: !known.answered,
    mayLook: true,
    spoken: known.answered,
  }
}

/** Sittings of either person that do not hang together: of which record each part surely is, and which parts are not. */
async function contradictionsIn(tx: Tx, { first, second }: ReviewRow) {
  const { rows } = await sql`
    select e.individual as sitting, e.captured_at as "capturedAt", c.individual, c.agree, c.against
    from identity.enrolment e cross join lateral gallery.contradictions_of(e.id) c
    where e.individual in (${first}::uuid, ${second}::uuid) and e.state = 'mixed' order by e.captured_at desc`.execute(
    tx,
  )
  return rows
}

async function getReview(tx: Tx, id: string): Promise<ReviewRow> {
  const { rows } =
    await sql<ReviewRow>`select id, first, second, state, outcome from adjudication.review where id = ${id}::uuid`.execute(
      tx,
    )
  const [review] = rows
  if (review === undefined) throw new Refusal('not-found', 'no such review')
  return review
}

async function mayLookAt(tx: Tx, reviewId: string): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`select adjudication.may_look(${reviewId}::uuid) as may`.execute(tx)
  return rows[0]!.may
}

/** One person as an adjudicator needs them: the card, the family, and what was captured. Images are asked for one by one. */
async function sideOf(tx: Tx, asking: Asking, individual: string, mayLook: boolean) {
  const card = (await summariesOf(tx, [individual])).get(individual) ?? null
  const captures = await sql`
    select c.image, c.site, c.quality, e.captured_at as "capturedAt" from identity.capture c join identity.enrolment e on e.id = c.parent_id
    where e.individual = ${individual}::uuid and ${mayLook} order by e.captured_at desc, c.site`.execute(tx)
  const family = await sql`select * from adjudication.family_of(${individual}::uuid)`.execute(tx)
  return { individual, card, captures: captures.rows, family: family.rows, ...(await storyOf(tx, asking, individual)) }
}

interface AskedImage {
  readonly reviewId: string
  readonly image: string
}

/** One sealed image of a pair under review, as grey pixels. Opened under the asker's own session; each opening is in the audit. */
export const image = defineQuery<AskedImage, unknown, OpenedImage>({
  name: 'adjudication.image',
  module: 'adjudication',
  needs: { action: 'reveal', level: 'personal' },
  input: object({ reviewId: ID, image: ID }),
  output: object({
    width: { type: 'integer' },
    height: { type: 'integer' },
    dpi: { type: ['integer', 'null'] },
    pixels: { type: 'string' },
  }),
  showsPeople: true,
  async outside(tx, asking, asked) {
    const known = await knownOfMine(tx, asked.reviewId)
    if (known !== null) {
      const grown = await knownImage(tx, asking, known, asked.image)
      if (grown === null) throw new Refusal('not-found', 'no such image')
      return async () => ({ is: 'image', ...grown() })
    }
    await mustBeOfReview(tx, asked)
    return opening(tx, asked.image, `review ${asked.reviewId}`)
  },
  async run(tx, _asking, asked, { width, height, dpi, pixels }) {
    if ((await knownOfMine(tx, asked.reviewId)) === null) await mustBeOfReview(tx, asked)
    return { width, height, dpi, pixels: Buffer.from(pixels).toString('base64') }
  },
})

/** @throws Refusal `not-found` for an image of neither of the two people, for a review out of sight, and for a pair that is not the asker's to judge. */
async function mustBeOfReview(tx: Tx, { reviewId, image: id }: AskedImage): Promise<void> {
  const review = await getReview(tx, reviewId)
  if (!(await mayLookAt(tx, reviewId))) throw new Refusal('not-found', 'no such image')
  const known = await sql`select from identity.capture c join identity.enrolment e on e.id = c.parent_id
    where c.image = ${id} and e.individual in (${review.first}::uuid, ${review.second}::uuid)`.execute(tx)
  if (known.rows.length === 0) throw new Refusal('not-found', 'no such image')
}
