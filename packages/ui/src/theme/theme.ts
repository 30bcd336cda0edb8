import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

/** Deep water: the one colour of this house. White stands on shade 8 by day and 7 by night; as ink it is shade 8 by day and 3 by night. */
const petrol: MantineColorsTuple = [
  '#eef6f7',
  '#d8eaec',
  '#b2d5d9',
  '#86bec5',
  '#5ba6af',
  '#3c929d',
  '#27808c',
  '#176b77',
  '#0c5a66',
  '#06434d',
]
/** A lamp: for what waits for a person. */
const saffron: MantineColorsTuple = [
  '#fff6e6',
  '#feebc8',
  '#fbd793',
  '#f7c15a',
  '#f0a92b',
  '#dc9110',
  '#b97405',
  '#8f5704',
  '#743f06',
  '#5c2f05',
]
const brick: MantineColorsTuple = [
  '#fdf0ee',
  '#fadbd6',
  '#f3b5ab',
  '#ec8c7d',
  '#e26a57',
  '#d14c38',
  '#b83724',
  '#9f2a19',
  '#862114',
  '#6b190f',
]
const leaf: MantineColorsTuple = [
  '#eef7ef',
  '#d9edda',
  '#b3d9b6',
  '#8ac58f',
  '#62ae69',
  '#46964e',
  '#33803b',
  '#246a2d',
  '#195622',
  '#104218',
]
const dark: MantineColorsTuple = [
  '#e6edee',
  '#c3cdcf',
  '#a5b2b5',
  '#7d8b8f',
  '#445257',
  '#323f44',
  '#1e2a2e',
  '#131c1f',
  '#0e1517',
  '#090e10',
]

/** Every script in which names are written; a browser fetches one only when a page has letters of it. */
const FONTS = [
  'Noto Sans Variable',
  'Noto Sans Arabic Variable',
  'Noto Sans Ethiopic Variable',
  'Noto Sans Myanmar Variable',
]
  .map(name => `'${name}'`)
  .concat('system-ui', 'sans-serif')
  .join(', ')

/** Open lists stay within their landmark of the page, and above what would clip them. */
const IN_PLACE = { withinPortal: false, floatingStrategy: 'fixed' } as const

/** The head of a dialog is not the banner of the page, though Mantine draws it with the same element. */
const NO_BANNER = { header: { role: 'presentation' } }

/** Calm and high in contrast: read for eight hours, at noon on a bad screen. */
export const theme = createTheme({
  colors: { petrol, saffron, brick, leaf, dark, red: brick, orange: saffron, green: leaf, blue: petrol },
  primaryColor: 'petrol',
  primaryShade: { light: 8, dark: 7 },
  autoContrast: true,
  luminanceThreshold: 0.32,
  fontFamily: FONTS,
  fontFamilyMonospace: 'ui-monospace, Consolas, monospace',
  headings: { fontFamily: FONTS, fontWeight: '650' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    TextInput: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md' } },
    NumberInput: { defaultProps: { size: 'md' } },
    Select: {
      defaultProps: {
        size: 'md',
        checkIconPosition: 'right',
        openOnFocus: false,
        withScrollArea: false,
        comboboxProps: IN_PLACE,
      },
    },
    MultiSelect: { defaultProps: { size: 'md', openOnFocus: false, withScrollArea: false, comboboxProps: IN_PLACE } },
    Button: { defaultProps: { size: 'md' } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 200, events: { hover: true, focus: true, touch: true } } },
    Drawer: { defaultProps: { attributes: NO_BANNER } },
    Badge: { defaultProps: { tt: 'none' } },
    Modal: { defaultProps: { attributes: NO_BANNER, centered: true, overlayProps: { backgroundOpacity: 0.45 } } },
  },
})

/** The ink of a tinted notice or badge: Mantine's own is below 4.5:1 on its tint. */
const inkOnTint = Object.fromEntries(
  Object.entries({ petrol, saffron, brick, leaf, red: brick, orange: saffron, green: leaf, blue: petrol }).map(
    ([name, shades]) => [`--mantine-color-${name}-light-color`, shades[8]],
  ),
)

/** Mantine's own error red and placeholder grey are below 4.5:1; ours are not. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#f6f5f1',
    '--mantine-color-text': '#16211f',
    '--mantine-color-error': brick[7],
    '--mantine-color-placeholder': '#5f6b6d',
    '--mantine-color-dimmed': '#4f5b5d',
    '--mantine-color-default-border': '#c9cdc9',
    ...inkOnTint,
    '--nansen-surface': '#ffffff',
    '--nansen-quiet': '#eceae4',
    '--nansen-line': '#d9d7cf',
    '--nansen-bar': petrol[9],
    '--nansen-ink': petrol[8],
    '--nansen-attention': saffron[7],
    '--nansen-attention-ground': saffron[0],
    '--nansen-women': '#8f5704',
    '--nansen-men': '#0c5a66',
  },
  dark: {
    '--mantine-color-anchor': petrol[2],
    '--mantine-color-error': brick[3],
    '--mantine-color-placeholder': dark[2],
    '--mantine-color-dimmed': dark[2],
    '--nansen-surface': dark[6],
    '--nansen-quiet': dark[5],
    '--nansen-line': dark[4],
    '--nansen-bar': '#0b2a30',
    '--nansen-ink': petrol[3],
    '--nansen-attention': saffron[3],
    '--nansen-attention-ground': '#33270f',
    '--nansen-women': saffron[3],
    '--nansen-men': petrol[3],
  },
})
