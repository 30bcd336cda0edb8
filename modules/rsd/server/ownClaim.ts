import { Refusal } from '@nansen/kernel'
import { changeRecord, createRecord, defineCommand, getRecord, type StoredRow } from '@nansen/store'
import { rsd } from '../index.ts'
import { ID, object } from './schemas.ts'

const KIND = 'own-claim'

/**
 * Opens a file of their own for a family member who has reasons of their own. Both files know of each other; the letters of one say nothing of
 * the other. @throws Refusal `wrong-state` when there is one already.
 */
export const openOwnClaim = defineCommand<{ claimId: string }, { fileId: string }>({
  name: 'rsd.openOwnClaim',
  module: 'rsd',
  needs: { action: 'create', level: 'personal' },
  input: object({ claimId: ID }),
  output: object({ fileId: ID }),
  async run(tx, asking, { claimId }) {
    const claim = await getRecord(tx, asking, rsd, 'claim', claimId)
    if (claim.own_file != null) throw new Refusal('wrong-state', 'they have a file of their own already')
    const from = await getRecord(tx, asking, rsd, 'file', String(claim.parent_id))
    const own = await createRecord(tx, asking, rsd, 'file', openingOf(claim, from, asking.now()))
    const patch = { kind: KIND, own_file: own.id, outcome: 'own-file' }
    await changeRecord(tx, asking, rsd, 'claim', claimId, claim.version, patch, { commands: true })
    for (const [parent_id, to_case] of [
      [from.id, own.id],
      [own.id, from.id],
    ])
      await createRecord(tx, asking, rsd, 'link', { parent_id, kind: KIND, to_module: 'rsd', to_case })
    return { fileId: own.id }
  },
})

const openingOf = ({ individual }: StoredRow, { office_id, modality, authority }: StoredRow, now: Date) => ({
  subject: individual,
  office_id,
  procedure: 'first-instance',
  // a group is recognised as a whole; who has reasons of their own is examined by themselves
  modality: modality === 'prima-facie' ? 'regular' : modality,
  authority,
  applied_on: now.toISOString().slice(0, 10),
  priority: 'ordinary',
  complexity: 'ordinary',
})
