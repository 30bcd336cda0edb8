import { type Culture, pool } from './culture.ts'

/** Somali: given, father, grandfather; written in Latin since 1972, spelled by clerks in many ways. */
export const somali: Culture = {
  script: 'Latn',
  system: 'chain',
  men: pool(
    `
Maxamed Mohamed Muhammad
Axmed Ahmed Ahmad
Cali Ali
Cabdi Abdi
Xasan Hassan Hasan
Cumar Omar Umar
Yuusuf Yusuf Yousuf
Ibraahim Ibrahim
Cabdullahi Abdullahi Abdulahi
Faarax Farah
Warsame Warsama
Guuleed Guled Gulaid
Nuur Nur Noor
Jaamac Jama
Isaaq Isaak Ishak
Daahir Dahir Tahir
Muuse Muse Musa
Saciid Said Saeed
`,
    'Latn',
  ),
  women: pool(
    `
Xaliimo Halimo Halima
Faadumo Fadumo Fatuma
Caasha Asha Aisha
Khadiija Khadija Hadija
Maryan Mariam Maryam
Hodan Hodhan
Ifrax Ifrah
Sahra Zahra Sahara
Xawo Hawo Hawa
Nimco Nimo Nimao
Ubax Ubah
Deeqa Deka Deqa
Safiyo Safia Safiya
Ayaan Ayan
Leylo Leila Layla
Fartuun Fartun
`,
    'Latn',
  ),
  families: [],
}

/** Ethiopia and Eritrea: given, father, grandfather; no family name at all. */
export const habesha: Culture = {
  script: 'Ethi',
  system: 'chain',
  men: pool(
    `
ተስፋዬ Tesfaye Tesfay
ሃይለ Haile Hayle
ገብረመድህን Gebremedhin Ghebremedhin
ወልደሚካኤል Weldemichael Woldemikael
ኣብርሃም Abraham Abreham
ዮሃንስ Yohannes Yohanes
ብርሃኔ Berhane Birhane
መሓሪ Mehari Mehary
ዳዊት Dawit Dawid
ሰሎሞን Solomon Selomon
ክፍሎም Kiflom Kifelom
ሃብቶም Habtom Habtohm
ኪዳነ Kidane Kidanu
ግርማይ Girmay Ghirmay
ሙሉጌታ Mulugeta Mulugheta
`,
    'Ethi',
  ),
  women: pool(
    `
ሰላም Selam Salam
ትርሓስ Tirhas Terhas
ለተብርሃን Letebrhan Letebirhan
ኣበባ Abeba Ababa
ሄለን Helen Hellen
ራሄል Rahel Rachel
ሳባ Saba Sabba
ብርኽቲ Birikti Brikti
ጽጌ Tsige Tsighe
ሚሚ Mimi Mimmi
ኤልሳ Elsa Elssa
ሃና Hana Hanna
ፍረወይኒ Freweini Freweyni
ኣልማዝ Almaz Almas
`,
    'Ethi',
  ),
  families: [],
}
