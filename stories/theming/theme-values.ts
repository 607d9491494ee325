import { tokens } from '../../src/styles/tokens.styles.js';

export type TokenName = keyof typeof tokens;
/** Values of tokens as CSS says them. A theme need not set all. */
export type ThemeValues = Readonly<Partial<Record<TokenName, string>>>;
export type Scheme = 'light' | 'dark';

export const tokenNames = Object.keys(tokens) as readonly TokenName[];

/** Every declaration of a theme's file, in its order; names that are no token are among them. */
export const declarations = (css: string): readonly (readonly [name: string, value: string])[] =>
  [...css.matchAll(/^\s*--kpi-([\w-]+):\s*([^;]+);/gmu)].map(([, name = '', value = '']) => [name, value.trim()]);

export const themeValues = (css: string): ThemeValues => Object.fromEntries(declarations(css));

/** Both colours of `light-dark(#rrggbb, #rrggbb)`; null: the token is no colour. */
export const colours = (value: string): Readonly<Record<Scheme, string>> | null => {
  const [, light, dark] = /^light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)$/u.exec(value) ?? [];
  return light === undefined || dark === undefined ? null : { light, dark };
};

export const colourNames: readonly TokenName[] = tokenNames.filter((name) => colours(tokens[name]) !== null);

/** The colour of a token in a theme; what the theme leaves out is the default. */
export const colourOf = (theme: ThemeValues, name: TokenName, scheme: Scheme): string => {
  const pair = colours(theme[name] ?? tokens[name]);
  if (pair === null) throw new Error(`--kpi-${name} is not light-dark(#rrggbb, #rrggbb)`);
  return pair[scheme];
};

/** A style sheet of all that differs from the defaults, for the attribute `data-kpi-theme` on any ancestor. */
export const themeSheet = (name: string, theme: ThemeValues): string => {
  const lines = tokenNames.flatMap((token) => {
    const value = theme[token];
    return value === undefined || value === tokens[token] ? [] : [`  --kpi-${token}: ${value};\n`];
  });
  return `[data-kpi-theme='${name}'] {\n${lines.join('')}}\n`;
};
