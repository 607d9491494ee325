import type { SVGTemplateResult } from 'lit';
import type { Mark } from '../../model/scene.js';
import { area } from './area.js';
import { arrow } from './arrow.js';
import { diamond } from './diamond.js';
import { dot } from './dot.js';
import { line } from './line.js';
import { rect } from './rect.js';
import { rule } from './rule.js';
import { text } from './text.js';
import { whisker } from './whisker.js';

type Painters = { readonly [T in Mark['type']]: (mark: Extract<Mark, { readonly type: T }>) => SVGTemplateResult };

/** How each mark is painted; a new mark is one file and one line here. */
export const painters = { area, arrow, diamond, dot, line, rect, rule, text, whisker } as const satisfies Painters;

export const paintMark = (mark: Mark): SVGTemplateResult => (painters[mark.type] as (mark: Mark) => SVGTemplateResult)(mark);
