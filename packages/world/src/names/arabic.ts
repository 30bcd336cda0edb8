import { type Culture, pool } from './culture.ts'

const MEN = `
محمد Mohammad Muhammad Mohamed Mohamad
أحمد Ahmad Ahmed Ahmet
علي Ali Aly
حسن Hasan Hassan
حسين Hussein Husain Hussain Hosen
خالد Khaled Khalid
عمر Omar Umar
يوسف Yousef Yusuf Youssef
إبراهيم Ibrahim Ebrahim Ibraheem
مصطفى Mustafa Moustafa Mostafa
عبدالله Abdullah Abdallah Abdulla
عبدالرحمن Abdulrahman Abdelrahman Abdurrahman
محمود Mahmoud Mahmud
سليمان Suleiman Sulaiman Soliman
طارق Tariq Tarek
سامر Samer Samir
باسل Basel Bassil
فراس Firas Feras
نبيل Nabil Nabeel
زياد Ziad Ziyad
هيثم Haitham Haytham
ماهر Maher Mahir
أنس Anas Anass
وليد Walid Waleed
جمال Jamal Gamal
`
const WOMEN = `
فاطمة Fatima Fatma Fatimah
مريم Mariam Maryam Meryem
عائشة Aisha Aysha Aicha
خديجة Khadija Khadijah Hadija
زينب Zainab Zaynab Zeinab
نور Nour Noor Nur
سارة Sara Sarah
هدى Huda Hoda
ليلى Layla Leila Laila
رنا Rana Ranaa
آمنة Amina Amna Aminah
سلمى Salma Selma
هالة Hala Halah
ريم Reem Rim
دعاء Doaa Duaa
ياسمين Yasmin Yasmine Yasmeen
سعاد Suad Souad
منى Mona Muna
رقية Ruqayya Rukaya Roqaya
إسراء Israa Esraa
حنان Hanan Hanane
نجلاء Najla Naglaa
وفاء Wafa Wafaa
سناء Sana Sanaa
أسماء Asma Asmaa
`
const FAMILIES = `
الحلبي Al-Halabi Alhalabi El-Halaby
الحمصي Al-Homsi Alhomsi
الخطيب Al-Khatib Alkhateeb
النجار Al-Najjar Alnajar
الشامي Al-Shami Alshami
المصري Al-Masri Almasri
الأحمد Al-Ahmad Alahmad
الحسن Al-Hassan Alhasan
العلي Al-Ali Alali
الزعبي Al-Zoubi Alzoubi
الحريري Al-Hariri Alhariri
المقداد Al-Mokdad Almiqdad
الدرعاوي Al-Daraawi Aldaraawi
قاسم Qasim Kassem Qassem
درويش Darwish Darweesh
`

/** Syria and its neighbours: given, father's and family name. */
export const levantine: Culture = {
  script: 'Arab',
  system: 'family',
  men: pool(MEN, 'Arab'),
  women: pool(WOMEN, 'Arab'),
  families: pool(FAMILIES, 'Arab'),
}

const SUDANESE_MEN = `
آدم Adam Adem
إسحاق Ishaq Isaac Ishag
هارون Haroun Harun
عبدالكريم Abdelkarim Abdulkareem
صالح Saleh Salih
موسى Musa Moussa
أبكر Abakar Abbakar
يحيى Yahya Yahia
التجاني Tijani Eltigani
حامد Hamid Hamed
بشير Bashir Beshir
عيسى Issa Eissa
`
const SUDANESE_WOMEN = `
حواء Hawa Hawwa
حليمة Halima Haleema
كلثوم Kaltouma Kulthum
زهراء Zahra Zahara
نفيسة Nafisa Nafeesa
سعدية Saadia Sadia
ميمونة Maimouna Maymuna
عشة Acha Asha
رحمة Rahma Rahama
بتول Batoul Batool
`

/** Darfur and eastern Chad: given, father, grandfather. */
export const sudanese: Culture = {
  script: 'Arab',
  system: 'chain',
  men: pool(SUDANESE_MEN + MEN.trim().split('\n').slice(0, 12).join('\n'), 'Arab'),
  women: pool(SUDANESE_WOMEN + WOMEN.trim().split('\n').slice(0, 8).join('\n'), 'Arab'),
  families: [],
}
