import { expect, test } from 'vitest'
import { newSealingKeys, openSealed, openWith, seal, sealingPublicKey } from './sealed.ts'

const hex = (text: string) => Uint8Array.from(text.match(/../g)!, pair => Number.parseInt(pair, 16))
const what = { info: 'nansen/image', aad: 'finger-1' }

test('opens what RFC 9180 A.1.1 sealed, so the key schedule is the standard one', async () => {
  const enc = '37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431'
  const ciphertext = 'f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a'
  const plain = await openWith(
    hex('4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8'),
    hex(enc + ciphertext),
    hex('4f6465206f6e2061204772656369616e2055726e'),
    hex('436f756e742d30'),
    128,
  )
  expect(new TextDecoder().decode(plain)).toBe('Beauty is truth, truth beauty')
})

test('what is sealed to a key is opened by its private half, and looks like nothing in between', async () => {
  const { publicKey, privateKey } = await newSealingKeys()
  const image = crypto.getRandomValues(new Uint8Array(50_000))
  const sealed = await seal(publicKey, image, what)
  expect(sealed.length).toBe(image.length + 48)
  expect(Buffer.from(sealed).includes(Buffer.from(image.slice(0, 32)))).toBe(false)
  expect(await openSealed(privateKey, sealed, what)).toEqual(image)
  expect(await sealingPublicKey(privateKey)).toEqual(publicKey)
})

test('a changed byte, another key, another purpose or another record is refused', async () => {
  const { publicKey, privateKey } = await newSealingKeys()
  const sealed = await seal(publicKey, new Uint8Array([1, 2, 3]), what)
  const changed = sealed.slice()
  changed[40]! ^= 1
  const stranger = (await newSealingKeys()).privateKey
  await expect(openSealed(privateKey, changed, what)).rejects.toMatchObject({ code: 'invalid' })
  await expect(openSealed(stranger, sealed, what)).rejects.toMatchObject({ code: 'invalid' })
  await expect(openSealed(privateKey, sealed, { ...what, info: 'nansen/note' })).rejects.toMatchObject({
    code: 'invalid',
  })
  await expect(openSealed(privateKey, sealed, { ...what, aad: 'finger-2' })).rejects.toMatchObject({ code: 'invalid' })
  await expect(openSealed(privateKey, new Uint8Array(10), what)).rejects.toMatchObject({ code: 'invalid' })
})
