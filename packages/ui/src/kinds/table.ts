import type { Kind, ValueOf } from '@nansen/model'
import { AttachmentKind } from './attachment.tsx'
import { BooleanKind } from './boolean.tsx'
import { CodeKind } from './code.tsx'
import { CodesKind } from './codes.tsx'
import { DateKind, PartialDateKind } from './date.tsx'
import { InstantKind } from './instant.tsx'
import type { KindOnScreen } from './kindOnScreen.ts'
import { MoneyKind } from './money.tsx'
import { NamePartKind } from './namePart.tsx'
import { NoteKind } from './note.tsx'
import { DecimalKind, IntegerKind } from './number.tsx'
import { PhoneKind } from './phone.tsx'
import { PlaceKind } from './place.tsx'
import { ReferenceKind } from './reference.tsx'
import { TextKind } from './text.tsx'

/** Every kind on screen. A kind that is added to the language breaks the build here until it has its pair. */
export const KINDS_ON_SCREEN: { readonly [K in Kind]: KindOnScreen<ValueOf[K]> } = {
  text: TextKind,
  'name-part': NamePartKind,
  note: NoteKind,
  integer: IntegerKind,
  decimal: DecimalKind,
  boolean: BooleanKind,
  code: CodeKind,
  codes: CodesKind,
  'partial-date': PartialDateKind,
  date: DateKind,
  instant: InstantKind,
  reference: ReferenceKind,
  money: MoneyKind,
  attachment: AttachmentKind,
  place: PlaceKind,
  phone: PhoneKind,
}

/** The pair of a kind for a value whose type only the definition knows: the one place where it is forgotten. */
export const kindOnScreen = (kind: Kind): KindOnScreen<unknown> =>
  KINDS_ON_SCREEN[kind] as unknown as KindOnScreen<unknown>
