import type { Caveat } from '../model/result.js';

/**
 * Severity, English and German by code, as the specification words them. `{name}` is filled from the parameters: `p` a share,
 * `x` a change as a signed percentage, other numbers as they are, `{a|b}` by the parameter `side` (0, 1 …),
 * `{n:row|rows}` the first where that parameter is 1.
 */
export type CaveatTexts = Readonly<Record<string, readonly [Caveat['severity'], string, string]>>;
