/**
 * Widths of Inter at weight 400 in hundredths of the font size, measured in Chromium; a host's font differs by a few
 * per cent. For tests, for rendering without a canvas, and as a stand-in until the real font is there.
 */
const hundredths: ReadonlyMap<string, number> = (() => {
  const groups: readonly (readonly [number, string])[] = [
    [24, 'ijl'], [27, 'I'], [28, ' \u00a0'], [29, "!,.:·'"], [30, ';'], [33, 't|'], [36, '()/[]'], [38, 'fr'], [41, '1'],
    [46, '-_"'], [51, '–*s?{}'], [55, 'kvxyz'], [57, 'acä7JL'], [59, '5EFehnuü'], [61, '2bdgopqßö'], [63, '03689Z#'],
    [65, '4BPRST$&'], [67, 'K€−+=<>×±'], [69, 'AVÄWXY'], [73, 'CDHUÜ'], [76, 'GNOQÖ'], [84, 'w≥≤≈→↓'], [90, 'Mm…'], [98, '%@'],
  ];
  const widths = new Map<string, number>();
  for (const [width, characters] of groups) for (const character of characters) widths.set(character, width);
  widths.set('W', 99);
  widths.set('\u202f', 18);
  widths.set('\u2009', 18);
  return widths;
})();

/** Approximate width of a text in px; characters without a known width count as wide Latin ones, full-width ones as one em. */
export const textWidth = (text: string, sizePx: number, strong = false): number => {
  let sum = 0;
  for (const character of text) sum += hundredths.get(character) ?? (character.codePointAt(0) as number > 0x2e7f ? 100 : 64);
  return (sum * sizePx * (strong ? 1.03 : 1)) / 100;
};
