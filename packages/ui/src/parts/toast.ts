import { notifications } from '@mantine/notifications'

/** Says that something was done; goes away by itself. */
export const toast = (message: string): void => void notifications.show({ message, color: 'leaf', autoClose: 4_000 })
/** Says that something went wrong; stays until it is closed. */
export const warn = (message: string): void => void notifications.show({ message, color: 'brick', autoClose: false })
