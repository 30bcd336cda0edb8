import { LANGUAGES } from '@nansen/kernel'
import { code, note } from '@nansen/model'
import { REPRINT_REASONS } from '@nansen/registration'
import { ActDialog, attachmentAddress, useWords } from '@nansen/ui'
import type { IssuedLine, KindOfPaper } from './papersPanel.tsx'

const PRINT = {
  language: code([...LANGUAGES, 'own']),
  second_language: code(LANGUAGES, { optional: true }),
} as const
const AGAIN = { reason: code(REPRINT_REASONS), ...PRINT } as const

interface OfKind {
  readonly individualId: string
  readonly kind: KindOfPaper
  readonly onClose: () => void
}

/** Prints one paper; where one is valid already, asks why there shall be another. */
export function PrintPaper({ individualId, kind, onClose }: OfKind) {
  const words = useWords()
  const paper = words.option('papers', 'batch', 'template', kind.template)
  return (
    <ActDialog<{ attachmentId: string }>
      module="papers"
      record="batch"
      fields={kind.valid ? AGAIN : PRINT}
      start={{ language: 'own' }}
      title={words.say(kind.valid ? 'papers.panel.again' : 'papers.panel.print', { paper })}
      {...(kind.valid && { explained: words.say('papers.panel.again-explained') })}
      confirm={words.say('papers.panel.do-print')}
      command="papers.print"
      input={({ language, second_language, reason }) => ({
        individualId,
        template: kind.template,
        language,
        ...(second_language ? { secondLanguage: second_language } : {}),
        ...(reason ? { reason } : {}),
      })}
      onDone={({ attachmentId }) => void window.open(attachmentAddress(attachmentId), '_blank', 'noopener')}
      onClose={onClose}
    />
  )
}

const ASK = { reason: code(REPRINT_REASONS), remarks: note({ max: 1_000 }) } as const

/** One reprint more than a year allows is asked of a supervisor, with what happened. */
export function AskReprint({ individualId, kind, onClose }: OfKind) {
  const words = useWords()
  const paper = words.option('papers', 'batch', 'template', kind.template)
  return (
    <ActDialog
      module="papers"
      record="reprint"
      fields={ASK}
      title={words.say('papers.panel.ask', { paper })}
      explained={words.say('papers.panel.ask-explained', { count: kind.reprints })}
      confirm={words.say('papers.panel.do-ask')}
      command="papers.askReprint"
      input={({ reason, remarks }) => ({ individualId, template: kind.template, reason, remarks })}
      onClose={onClose}
    />
  )
}

const SPOIL = { because: code(['misprint', 'printer-fault', 'damaged', 'other']) } as const
const TAKE_BACK = {
  ended: code(['returned', 'cancelled']),
  because: code(['no-longer-entitled', 'damaged', 'expired', 'other']),
} as const

/** Ends a paper: it came out wrong and was never given, or it was given back. */
export function EndPaper({
  act,
  paper,
  onClose,
}: {
  readonly act: 'spoil' | 'takeBack'
  readonly paper: IssuedLine
  readonly onClose: () => void
}) {
  const words = useWords()
  return (
    <ActDialog
      module="registration"
      record="paper_end"
      fields={act === 'spoil' ? SPOIL : TAKE_BACK}
      {...(act === 'takeBack' && { start: { ended: 'returned' } })}
      title={words.say(`papers.panel.${act}`)}
      explained={words.say(`papers.panel.${act}-explained`, { number: paper.number })}
      confirm={words.say(`papers.panel.${act}`)}
      command={`papers.${act}`}
      input={values => ({ documentId: paper.id, ...values })}
      onClose={onClose}
    />
  )
}
