import { describe, expect, test } from 'vitest'
import { Gallery } from '../gallery.ts'
import { loadKernels } from '../loadKernels.ts'
import { SITES } from '../modality.ts'
import { verify } from '../verify.ts'
import { syntheticTemplates } from './syntheticTemplates.ts'

await loadKernels()

describe('the templates of invented people', () => {
  test('are the same for the same seed, for every site, within the sizes agreed', () => {
    const person = syntheticTemplates('a')
    expect(Object.keys(person).sort()).toEqual([...SITES].sort())
    expect(syntheticTemplates('a')).toEqual(person)
    for (const [site, bytes] of Object.entries(person))
      expect(bytes.length).toBeLessThanOrEqual(site.startsWith('iris') ? 4096 : 600)
  })

  test('travel in 4,200 bytes a person', () => {
    const travelling = syntheticTemplates('a', { form: 'travelling' })
    expect(Object.values(travelling).reduce((sum, bytes) => sum + bytes.length, 0)).toBeLessThanOrEqual(4200)
  })

  test('agree with themselves at a second capture, site by site, and with nobody else', () => {
    const sites = ['finger-2', 'iris-left'] as const
    const captured = Array.from({ length: 6 }, (_, i) => syntheticTemplates(i, { sites }))
    const again = Array.from({ length: 6 }, (_, i) => syntheticTemplates(i, { sites, impression: 1 }))
    again.forEach((probe, i) => {
      captured.forEach((reference, j) => {
        const { sites: said } = verify(probe, reference)
        for (const evidence of Object.values(said)) expect(evidence > 3.5).toBe(i === j)
      })
    })
  })

  test('are found again in a gallery by the real engines', () => {
    const gallery = new Gallery()
    const sites = ['finger-2', 'finger-7', 'finger-8', 'iris-right'] as const
    for (let i = 0; i < 150; i++) gallery.add(`${i}`, syntheticTemplates(i, { sites }))
    expect(gallery.identify(syntheticTemplates(123, { sites, impression: 1 }))[0]!.ref).toBe('123')
    expect(gallery.identify(syntheticTemplates(45, { sites: ['finger-8'], impression: 2 }))[0]!.ref).toBe('45')
  })
})
