import { expect, test, vi } from 'vitest'
import { COMMANDS, main } from './main.ts'

test('the list of commands fits a terminal of eighty columns, and no word of it is lost', async () => {
  const said: string[] = []
  const log = vi.spyOn(console, 'log').mockImplementation(text => void said.push(text))
  await main(['--help'])
  log.mockRestore()
  const lines = said.join('\n').split('\n')
  expect(lines.filter(line => line.length > 80)).toEqual([])
  const { doctor } = await import('./commands/doctor.ts')
  expect(lines.join(' ').replaceAll(/\s+/g, ' ')).toContain(`doctor ${doctor.summary}`)
})

test.each(Object.keys(COMMANDS))(
  'the help of nansen %s fits a terminal of eighty columns, and no word of it is lost',
  async name => {
    const said: string[] = []
    const log = vi.spyOn(console, 'log').mockImplementation(text => void said.push(text))
    await main([...name.split(' '), '--help'])
    log.mockRestore()
    const lines = said.join('\n').split('\n')
    expect(lines.filter(line => line.length > 80)).toEqual([])
    const { usage, summary, help } = await COMMANDS[name]!()
    expect(lines.join(' ').split(/\s+/)).toEqual(`nansen ${name} ${usage} ${summary} ${help}`.split(/\s+/))
  },
)
