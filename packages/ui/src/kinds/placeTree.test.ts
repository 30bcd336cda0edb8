import { expect, test } from 'vitest'
import { placePath, placesBelow } from './placeTree.ts'

const place = (code: string, parent: string | null = null) => ({ code, parent, label: { en: code } })
const places = [place('KE'), place('KE007', 'KE'), place('KE007001', 'KE007'), place('UG'), place('XX1', 'not-here')]

test('a place is shown under all that it lies in', () => {
  expect(placePath(places, 'KE007001').map(each => each.code)).toEqual(['KE', 'KE007', 'KE007001'])
})

test('a place that is not in the list has no path', () => {
  expect(placePath(places, 'ZZ')).toEqual([])
})

test('a list that goes in a circle does not hang the screen', () => {
  expect(placePath([place('a', 'b'), place('b', 'a')], 'a').map(each => each.code)).toEqual(['b', 'a'])
})

test('the first level is what lies in nothing known', () => {
  expect(placesBelow(places, null).map(each => each.code)).toEqual(['KE', 'UG', 'XX1'])
  expect(placesBelow(places, 'KE').map(each => each.code)).toEqual(['KE007'])
})
