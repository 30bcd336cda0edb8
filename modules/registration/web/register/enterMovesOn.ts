import type { KeyboardEvent } from 'react'

/** Answers, in the order of the page, and the one button that begins the next person. */
const STOPS = 'input:not([type=hidden]):not([type=file]), textarea, [data-enter-stop]'

/**
 * Enter goes on to the next answer, as in a table, instead of sending the form: one key, whatever the answer is. A list that stands open on
 * another entry takes it first; an answer that was given before stays as it is. Ctrl and Enter, buttons and notes are left alone.
 * For `onKeyDownCapture`: it has to come before the list.
 */
export function enterMovesOn(event: KeyboardEvent<HTMLElement>): void {
  const { target, currentTarget: form } = event
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return
  if (!(target instanceof HTMLInputElement) || target.type === 'file') return
  const goOn = () => nextAfter(form, target)?.focus()
  if (willChoose(target)) {
    setTimeout(goOn)
    return
  }
  event.preventDefault()
  event.stopPropagation()
  goOn()
}

/** Whether the open list of this answer stands on an entry that is not the answer already. */
function willChoose(input: HTMLInputElement): boolean {
  const list = document.getElementById(input.getAttribute('aria-controls') ?? '')
  const entry = list?.querySelector('[data-combobox-selected]')
  return entry != null && !entry.hasAttribute('data-combobox-active')
}

function nextAfter(form: HTMLElement, from: HTMLInputElement): HTMLElement | undefined {
  const stops = [...form.querySelectorAll<HTMLElement>(STOPS)].filter(stop => stop === from || isStop(stop, from))
  return stops[stops.indexOf(from) + 1]
}

/** What is drawn, can be answered, and is not another answer of the same question; of the answers of a question, the given one or the first. */
function isStop(stop: HTMLElement, from: HTMLInputElement): boolean {
  if (stop.offsetParent === null || (stop as HTMLInputElement).disabled) return false
  if (!(stop instanceof HTMLInputElement) || stop.type !== 'radio') return true
  if (stop.name === from.name) return false
  const group = [...document.querySelectorAll<HTMLInputElement>(`input[type=radio][name="${CSS.escape(stop.name)}"]`)]
  return stop === (group.find(each => each.checked) ?? group[0])
}
