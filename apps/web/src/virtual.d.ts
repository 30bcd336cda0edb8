declare module 'virtual:labels/en' {
  export const labels: Readonly<Record<string, string>>
}
declare module 'virtual:labels/fr' {
  export const labels: Readonly<Record<string, string>>
}
declare module 'virtual:labels/ar' {
  export const labels: Readonly<Record<string, string>>
}
declare module 'virtual:labels/es' {
  export const labels: Readonly<Record<string, string>>
}
