import { notifications } from '@mantine/notifications'
import { currentWords } from '../language/words.ts'

/** Says that something was done; goes away by itself. */
export const toast = (message: string): void => show(message, { color: 'leaf', autoClose: 4_000 })
/** Says that something went wrong; stays until it is closed. */
export const warn = (message: string): void => show(message, { color: 'brick', autoClose: false })

function show(message: string, how: { readonly color: string; readonly autoClose: number | false }) {
  notifications.show({ ...how, message, closeButtonProps: { 'aria-label': currentWords().say('ui.close') } })
}
