import '../../themes/clay.css';
import '../../themes/contrast.css';
import '../../themes/slate.css';
import clay from '../../themes/clay.css?raw';
import contrast from '../../themes/contrast.css?raw';
import slate from '../../themes/slate.css?raw';
import { themeValues, type ThemeValues } from './theme-values.js';

/** The default and the themes of the package, in force on this page and as values. */
export const shippedThemes = {
  default: {}, slate: themeValues(slate), clay: themeValues(clay), contrast: themeValues(contrast),
} as const satisfies Record<string, ThemeValues>;

export type ThemeName = keyof typeof shippedThemes;
export const themeNames = Object.keys(shippedThemes) as readonly ThemeName[];
