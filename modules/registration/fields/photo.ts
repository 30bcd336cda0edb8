import { code, codes, date, defineRecord, attachment as file, integer, text } from '@nansen/model'

/** What was seen on a photo, and what would have made it better: the engine's words. */
export const PHOTO_VERDICTS = ['good', 'usable', 'poor', 'no-face', 'several-faces'] as const
export const PHOTO_ADVICE = [
  'nobody',
  'several-people',
  'come-closer',
  'step-back',
  'look-straight',
  'straighten',
  'chin-up',
  'chin-down',
  'move-left',
  'move-right',
  'move-up',
  'move-down',
  'open-eyes',
  'hold-still',
  'more-light',
  'less-light',
  'light-left',
  'light-right',
  'plain-background',
  'in-colour',
] as const
/** Where a photo came from. */
export const PHOTO_SOURCES = ['camera', 'file', 'device'] as const
/** Why a photo below the limits is kept. A face is never a reason to turn somebody away. */
export const KEPT_REASONS = [
  'small-child',
  'cannot-hold-still',
  'illness-or-injury',
  'covered-for-faith',
  'light-or-camera',
  'older-photo',
  'other',
] as const
/** Verdicts of a photo that is kept only with a reason. */
export const BELOW_LIMITS: readonly string[] = ['poor', 'no-face', 'several-faces']
/** Times that one is asked to take it again with a camera before a reason is enough. */
export const TRIES_BEFORE_KEPT = 3

/**
 * The person's face as photographed here. The newest is on the screen; earlier ones stay. What was measured is what the browser said that showed it to the
 * officer; nothing where it could not look.
 */
export const photo = defineRecord({
  parent: 'individual',
  appendOnly: true,
  fields: {
    image: file({ derived: true }),
    taken_on: date({ derived: true }),
    verdict: code(PHOTO_VERDICTS, { optional: true, derived: true }),
    /** From the middle of one eye to that of the other, pixels of the kept picture. */
    eyes_apart: integer({ optional: true, derived: true }),
    advice: codes(PHOTO_ADVICE, { optional: true, derived: true }),
    /** Every measure by its name, `name=value` with spaces between: units and limits are in `FACE_LIMITS`. */
    measured: text({ optional: true, derived: true, max: 1_000 }),
    tries: integer({ optional: true, derived: true }),
    kept_because: code(KEPT_REASONS, { optional: true, derived: true }),
    source: code(PHOTO_SOURCES, { optional: true, derived: true }),
    /** Make, model and serial number of the device that signed it, as the browser that checked it says. */
    device: text({ optional: true, derived: true, max: 160 }),
  },
  title: ['taken_on'],
})
