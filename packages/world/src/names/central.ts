import { type Culture, pool } from './culture.ts'

/** South Sudan: one own name and the father's. */
export const nilotic: Culture = {
  script: 'Latn',
  system: 'single',
  men: pool(
    `
Deng Dengg
Garang Garangh
Majok Majock
Gatluak Gatlwak
Koang Koangh
Machar Macar
Bol Boll
Akech Akec
Lual Lwal
Tut Tutt
Riek Riak
Chol Chuol
Kuol Kwol
Makuei Makwei
`,
    'Latn',
  ),
  women: pool(
    `
Nyandeng Nyandheng
Achol Acol
Nyakim Nyakem
Ajak Ajack
Nyabol Nyaboll
Adut Aduth
Nyaruach Nyaruac
Abuk Abukh
Nyamal Nyamall
Awut Awuth
Nyanhial Nyanial
Atong Atongh
`,
    'Latn',
  ),
  families: [],
}

/** Congo and the Central African Republic: given names of church and family, inherited names. */
export const congolese: Culture = {
  script: 'Latn',
  system: 'family',
  men: pool(
    `
Jean Jean-Marie
Pascal Paskal
Emmanuel Emanuel
Dieudonné Dieudonne
Innocent Inocent
Patrick Patrique
Espoir Espoire
Josué Josue
Gédéon Gedeon
Trésor Tresor
Aimé Aime
Fiston Fistom
`,
    'Latn',
  ),
  women: pool(
    `
Furaha Furaa
Espérance Esperance
Chantal Shantal
Solange Solanje
Grâce Grace
Béatrice Beatrice
Joséphine Josephine
Mapendo Mapendoh
Neema Nema
Riziki Risiki
Clémentine Clementine
Divine Divin
`,
    'Latn',
  ),
  families: pool(
    `
Mukendi Mukendy
Kabila Kabilla
Bahati Baati
Mugisho Mugisyo
Kalonji Kalondji
Ngoy Ngoyi
Zihindula Zihindulla
Muhindo Mohindo
Ilunga Ilounga
Mbusa Mboussa
Byamungu Biamungu
Kasongo Kassongo
Amani Hamani
Nzabonimpa Nzaboninpa
`,
    'Latn',
  ),
}
