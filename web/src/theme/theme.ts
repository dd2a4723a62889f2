import { createTheme, type CSSVariablesResolver } from '@mantine/core';
import { dark, darkTones, gray, lightTones, petrol, TONES, type ToneName } from './palette.ts';

const SYSTEM_FONT =
  'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif';

export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 7 },
  colors: { petrol, gray, dark },
  black: '#14201f',
  fontFamily: SYSTEM_FONT,
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  headings: {
    fontFamily: SYSTEM_FONT,
    fontWeight: '640',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.25' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.35' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'sm',
  radius: { sm: '6px', md: '9px', lg: '14px' },
  cursorType: 'pointer',
  components: {
    Paper: { defaultProps: { radius: 'md', withBorder: true, p: 'lg' } },
    Button: { defaultProps: { size: 'sm' } },
    Tooltip: {
      defaultProps: { withArrow: true, multiline: true, events: { hover: true, focus: true, touch: true } },
    },
    Modal: { defaultProps: { radius: 'md', centered: true } },
    Select: { defaultProps: { checkIconPosition: 'right', withAlignedLabels: true } },
    Fieldset: { defaultProps: { radius: 'md' } },
  },
});

const tones = (set: Record<ToneName, { ink: string; wash: string }>): Record<string, string> =>
  Object.fromEntries(
    TONES.flatMap((tone) => [
      [`--tone-${tone}`, set[tone].ink],
      [`--tone-${tone}-wash`, set[tone].wash],
    ]),
  );

/** Surfaces and tones by colour scheme, as CSS variables that the stylesheets use. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--canvas': gray[0],
    '--line': gray[2],
    '--rail': '#0e2524',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-placeholder': gray[6],
    ...tones(lightTones),
  },
  dark: {
    '--canvas': dark[8],
    '--line': dark[5],
    '--rail': '#0a1413',
    '--mantine-color-error': '#ff9a90',
    '--mantine-color-placeholder': dark[2],
    ...tones(darkTones),
  },
});
