import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrastRules } from '../../stories/theming/contrast-rules.js';
import { colourNames, colourOf, colours, declarations, themeSheet, themeValues, tokenNames, type Scheme, type ThemeValues, type TokenName } from '../../stories/theming/theme-values.js';
import { contrastRatio } from '../../stories/theming/wcag.js';
import { readPackage } from '../architecture/package.js';
import { root } from '../architecture/source-files.js';
import { distance, labSeen, visions } from './colour-vision.js';

const files = readdirSync(`${root}/themes`).sort();
const sheets = files.map((file) => [file.replace('.css', ''), readFileSync(`${root}/themes/${file}`, 'utf8')] as const);
const themes: readonly (readonly [string, ThemeValues])[] = [['default', {}], ...sheets.map(([name, css]) => [name, themeValues(css)] as const)];
const inBothSchemes = themes.flatMap(([name, theme]) => (['light', 'dark'] as const).map((scheme) => [name, scheme, theme] as const));

const named = (start: string): readonly TokenName[] => colourNames.filter((name) => name.startsWith(start));
const pairsOf = (names: readonly TokenName[]): (readonly [TokenName, TokenName])[] => names.flatMap((one, i) => names.slice(i + 1).map((other) => [one, other] as const));

/** Pairs that some kind of colour vision sees closer than `least` (CIEDE2000). */
const confusable = (theme: ThemeValues, scheme: Scheme, names: readonly TokenName[], least: number): string[] =>
  pairsOf(names).flatMap(([one, other]) => (Object.keys(visions) as (keyof typeof visions)[]).flatMap((vision) => {
    const apart = distance(labSeen(colourOf(theme, one, scheme), vision), labSeen(colourOf(theme, other, scheme), vision));
    return apart < least ? [`${one} and ${other} for ${vision}: ${apart.toFixed(1)}`] : [];
  }));
/** Pairs of ink and ground with less contrast than they need; `raised` for themes that promise more. */
const tooWeak = (theme: ThemeValues, scheme: Scheme, raised: (least: number) => number = (least) => least): string[] =>
  contrastRules.flatMap(({ ink, ground, least }) => {
    const ratio = contrastRatio(colourOf(theme, ink, scheme), colourOf(theme, ground, scheme));
    return ratio < raised(least) ? [`${ink} on ${ground}: ${ratio.toFixed(2)}`] : [];
  });

describe('the themes of the package', () => {
  it('are a calm one, a warm one and one of high contrast', () => expect(files).toEqual(['clay.css', 'contrast.css', 'slate.css']));
  it.each(sheets)('%s has its name as selector and sets tokens only, each once', (name, css) => {
    expect(css.match(/^[^\s/}].*\{$/gmu)).toEqual([`[data-kpi-theme='${name}'] {`]);
    const set = declarations(css).map(([token]) => token);
    expect(set.filter((token) => !(tokenNames as readonly string[]).includes(token))).toEqual([]);
    expect(new Set(set).size).toBe(set.length);
  });
  it.each(sheets)('%s loads nothing: no address, no import, no font', (_, css) => expect(css).not.toMatch(/url\(|@import|@font-face/u));
  it('set all colours and the same further tokens, so that one inside another hides it wholly', () => {
    const [first = [], ...others] = sheets.map(([, css]) => declarations(css).map(([token]) => token).sort());
    for (const other of others) expect(other).toEqual(first);
    expect(colourNames.filter((token) => !first.includes(token))).toEqual([]);
  });
  it('are promised by the package, and kept by bundlers', () => {
    const { exports, sideEffects } = readPackage(root);
    for (const file of files) expect(exports[`./themes/${file}`]).toBe(`./themes/${file}`);
    expect(sideEffects).toContain('./themes/*.css');
  });
});

describe('every theme, the default among them', () => {
  it.each(inBothSchemes)('%s %s: text has 4.5:1 and marks 3:1 on all they lie on', (_, scheme, theme) => expect(tooWeak(theme, scheme)).toEqual([]));
  it.each(inBothSchemes)('%s %s: good, warn and bad are told apart by every kind of colour vision', (_, scheme, theme) => expect(confusable(theme, scheme, ['good', 'warn', 'bad'], 13)).toEqual([]));
  it.each(inBothSchemes)('%s %s: so are the eight series', (_, scheme, theme) => expect(confusable(theme, scheme, named('series-'), 12)).toEqual([]));
  it.each(inBothSchemes)('%s %s: and what is measured from what is not', (_, scheme, theme) => {
    for (const pale of ['neutral', 'accent-weak'] as const) expect(confusable(theme, scheme, ['accent', pale], 12)).toEqual([]);
  });
});

describe('the theme of high contrast', () => {
  const theme = themes.find(([name]) => name === 'contrast')?.[1] ?? {};
  it.each(['light', 'dark'] as const)('%s: text has 7:1 and marks 4.5:1, but for series and the middle shade', (scheme) => {
    const weak = tooWeak(theme, scheme, (least) => (least === 4.5 ? 7 : 4.5));
    expect(weak.filter((pair) => !/^(series-|accent-mid )/u.test(pair))).toEqual([]);
  });
  it.each(['light', 'dark'] as const)('%s: a frame is seen', (scheme) => expect(contrastRatio(colourOf(theme, 'border', scheme), colourOf(theme, 'surface', scheme))).toBeGreaterThan(4.5));
});

describe('what measures them', () => {
  it.each([['#000000', '#ffffff', 21], ['#ffffff', '#ffffff', 1], ['#767676', '#ffffff', 4.54], ['#ffffff', '#777777', 4.48]])('contrast of %s and %s is %d', (one, other, ratio) => {
    expect(contrastRatio(one, other)).toBeCloseTo(ratio, 2);
  });
  // Pairs 1, 7, 13, 17 and 25 of the test data that Sharma, Wu and Dalal published.
  it.each([
    [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425], [[50, 0, 0], [50, -1, 2], 2.3669], [[50, -0.001, 2.49], [50, 0.0011, -2.49], 4.7461],
    [[50, 2.5, 0], [73, 25, -18], 27.1492], [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
  ] as const)('distance of %j and %j is %d', (one, other, apart) => expect(distance(one, other)).toBeCloseTo(apart, 4));
  it('red and green of one lightness, far apart for most, are close without one kind of cone', () => {
    const apart = (vision: keyof typeof visions): number => distance(labSeen('#b35900', vision), labSeen('#6b7a00', vision));
    expect(apart('normal')).toBeGreaterThan(25);
    expect(apart('deutan')).toBeLessThan(13);
  });
  it('a sheet written from values is read back as the same values, without what is default', () => {
    const [, slate = {}] = themes.find(([name]) => name === 'slate') ?? [];
    expect(themeValues(themeSheet('own', slate))).toEqual(Object.fromEntries(Object.entries(slate).filter(([name]) => !(name === 'focus-ring'))));
    expect(themeSheet('own', {})).toBe("[data-kpi-theme='own'] {\n}\n");
  });
  it('takes nothing but two full colours for a colour', () => {
    expect(colours('light-dark(#ffffff, #15171c)')).toEqual({ light: '#ffffff', dark: '#15171c' });
    for (const other of ['#ffffff', '10px', 'light-dark(#fff, #000)', 'red']) expect(colours(other)).toBeNull();
  });
});
