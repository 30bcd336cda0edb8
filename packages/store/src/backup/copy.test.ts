import { once } from 'node:events'
import { Writable } from 'node:stream'
import { emptyDatabase } from '@nansen/testing'
import pg from 'pg'
import { expect, test } from 'vitest'
import { copyOut } from './copy.ts'

test('a table that ends while the disk is behind holds nobody up: the next query is answered', async () => {
  const database = await emptyDatabase()
  const client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  try {
    // rows larger than a stream takes at once, so that it asks to wait at the very last of them
    await client.query(`create table big as select n, repeat(md5(n::text), 4000) as held from generate_series(1, 40) n`)
    let bytes = 0
    const disk = new Writable({
      write(chunk: Buffer, _, done) {
        bytes += chunk.length
        setTimeout(done, 1)
      },
    })
    const out = copyOut(client, 'copy big to stdout', disk)
    await Promise.all([out, once(disk, 'close')])
    expect(bytes).toBeGreaterThan(40 * 128_000)
    const { rows } = await client.query('select count(*)::int as n from big')
    expect(rows).toEqual([{ n: 40 }])
  } finally {
    await client.end()
    await database.drop()
  }
})
