import type { MantineColorsTuple } from '@mantine/core';

/** The accent: petrol. The only colour that does not stand for a severity or a state. */
export const petrol: MantineColorsTuple = [
  '#eaf6f5',
  '#d2ebe9',
  '#a5d8d4',
  '#72c2bb',
  '#48aca5',
  '#2b9790',
  '#12807a',
  '#0c6c67',
  '#0a5753',
  '#073f3d',
];

/** Neutrals with a trace of the accent; 6 is the dimmed text of the light scheme. */
export const gray: MantineColorsTuple = [
  '#f5f8f7',
  '#edf2f1',
  '#e2e9e8',
  '#d3dcdb',
  '#bac6c4',
  '#8e9d9b',
  '#586766',
  '#435150',
  '#2e3a39',
  '#1a2423',
];

/** The dark scheme, from text (0) to the deepest surface (9). */
export const dark: MantineColorsTuple = [
  '#d7e0df',
  '#b6c3c1',
  '#93a4a2',
  '#647574',
  '#3a4848',
  '#2c3838',
  '#212b2b',
  '#171f1f',
  '#111818',
  '#0b1111',
];

/** One tone: text and icon on the page, and the surface beneath them. */
interface Tone {
  ink: string;
  wash: string;
}

export const TONES = ['critical', 'high', 'medium', 'low', 'good', 'accent'] as const;
export type ToneName = (typeof TONES)[number];

/** Every pair reaches a contrast of 4.5 : 1 for small text. */
export const lightTones: Record<ToneName, Tone> = {
  critical: { ink: '#a81f1a', wash: '#fcebe9' },
  high: { ink: '#9a4208', wash: '#fdefe3' },
  medium: { ink: '#715600', wash: '#faf3d6' },
  low: { ink: '#44565c', wash: '#eaf0f1' },
  good: { ink: '#1f6b3a', wash: '#e6f4ea' },
  accent: { ink: '#0a5f5b', wash: '#e2f2f0' },
};

export const darkTones: Record<ToneName, Tone> = {
  critical: { ink: '#ff9a90', wash: '#3b1b19' },
  high: { ink: '#ffb37c', wash: '#362213' },
  medium: { ink: '#ecca5c', wash: '#2e2810' },
  low: { ink: '#aebfc4', wash: '#232e30' },
  good: { ink: '#86d3a0', wash: '#16301f' },
  accent: { ink: '#7accc5', wash: '#12312f' },
};
