import { expect, test } from 'vitest'
import { siteOfFile, slapOfFile } from './siteOfFile.ts'

test.each([
  ['finger-3.png', 'finger-3'],
  ['finger_10.wsq', 'finger-10'],
  ['right_index.wsq', 'finger-2'],
  ['LEFT thumb.bmp', 'finger-6'],
  ['L4.bmp', 'finger-9'],
  ['r5.tif', 'finger-5'],
  ['iris-left.png', 'iris-left'],
  ['Eye_Right.jpg', 'iris-right'],
])('%s is %s', (file, site) => {
  expect(siteOfFile(file)).toBe(site)
})

test.each(['101_1.tif', 'thumb.png', 'finger-11.png', 'iris.png', 'photo.jpg', ''])('%s is not guessed', file => {
  expect(siteOfFile(file)).toBeNull()
})

test.each([
  ['right_four.png', 'right-four'],
  ['Slap-L.wsq', 'left-four'],
  ['both thumbs.bmp', 'thumbs'],
  ['four.png', null],
  ['left_thumb.png', null],
])('%s shows %s', (file, slap) => {
  expect(slapOfFile(file)).toBe(slap)
})
