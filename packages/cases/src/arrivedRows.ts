import type { Module } from '@nansen/model'

/**
 * What arrived with a case at its new office, as the database counted it against what left: `member 2, note_protected 1` is two people. Rows of a
 * record's own parts are not counted twice.
 */
export const arrivedRows = (module: Module, arrived: string): readonly { record: string; count: number }[] =>
  arrived
    .split(', ')
    .map(each => each.split(' '))
    .flatMap(([record = '', count = '']) => (record in module.records ? [{ record, count: Number(count) }] : []))
