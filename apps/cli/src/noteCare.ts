import { withOwner } from './openDatabase.ts'

/** Leaves a line in the audit that somebody at the terminal looked after the installation: the check-list of its administrators asks for it. */
export const noteCare = async (ownerUrl: string, action: 'backup' | 'take-out', record: 'backup' | 'checkpoint') => {
  await withOwner(ownerUrl, client =>
    client.query(
      `insert into audit.entry (module, action, record, ids, outcome) values ('admin', $1, $2, '{}', 'allow')`,
      [action, record],
    ),
  )
}
