import { html, nothing, type TemplateResult } from 'lit';
import { chartContext } from '../../charts/chart-context.js';
import { whatIfRows } from '../../charts/what-if-rows.js';
import { figureText, whatIfSummary } from '../../charts/what-if-words.js';
import { percentParts } from '../../format/percent.js';
import { formatValue } from '../../format/value-parts.js';
import { say, type Messages } from '../../i18n/messages.js';
import type { KpiResult } from '../../model/result.js';
import type { WhatIf, WhatIfFigure } from '../../model/what-if.js';
import { plainLine, type Line } from '../parts/line.js';
import { footOf } from '../parts/notes.js';
import type { Picture } from '../parts/picture.js';
import { badgeOf, type HeadContext } from '../parts/result-head.js';
import type { Stage } from '../parts/stage.js';
import { leverControls, type LeverHooks } from './levers.js';

/** The figure that leads: value per cost, else the first that is known. */
const leadOf = ({ figures }: WhatIf): WhatIfFigure | null => {
  const known = figures.filter(({ after }) => after !== null);
  return known.find(({ id }) => id === 'clvToCac') ?? known[0] ?? null;
};

const isMoved = ({ levers }: WhatIf): boolean => levers.some(({ now, then }) => now !== then);

const profitLine = ({ lifetimeProfit: { customers, before, after } }: WhatIf, { messages, format }: Stage): readonly Line[] => {
  if (before === null || after === null) return [];
  const [from, to] = [before, after].map((amount) => formatValue(amount, 'money', format)) as [string, string];
  return [plainLine(null, before === after ? say(messages, 'assume.profit', { n: customers, value: from }) : say(messages, 'assume.profitThen', { from, to }))];
};

const basisOf = ({ levers, fivePoints: { own, cited } }: WhatIf, messages: Messages): TemplateResult => {
  const moved = levers.filter(({ now, then }) => now !== then).map(({ lever }) => lever);
  const share = (part: number): string => percentParts(part, messages.locale, 0, false, true).text;
  return html`<details class="basis" open=${moved.length > 0 ? '' : nothing}><summary>${say(messages, 'assume.basis')}</summary><ul>
    <li>${say(messages, 'assume.basis.all')}</li>
    ${moved.map((lever) => html`<li>${say(messages, `assume.basis.${lever}`)}</li>`)}
    ${moved.includes('retention') && own !== null ? html`<li>${say(messages, 'assume.basis.cited', { own: share(own), lo: share(cited.lo), hi: share(cited.hi) })}</li>` : nothing}
  </ul></details>`;
};

export interface PanelHooks extends LeverHooks {
  readonly openSheet: () => void;
  /** Said once when a change has been answered. */
  readonly announced: string;
}

/** What the panel says of its figures under the assumptions, in one sentence. */
export const whatIfSentence = ({ whatIf }: KpiResult, { frame, messages }: Stage): string => (whatIf === undefined ? '' : whatIfSummary(chartContext(frame, messages), whatIf.figures));

/** Head, controls, rows and what they rest on. With all that draws them it is fetched while the figures are computed. */
export const whatIfPicture = (result: KpiResult, stage: Stage, context: HeadContext, hooks: PanelHooks): Picture => {
  const { messages, frame, size } = stage;
  const { whatIf } = result;
  const charts = chartContext(frame, messages);
  const lead = whatIf === undefined ? null : leadOf(whatIf);
  const moved = whatIf !== undefined && isMoved(whatIf);
  const isOld = context.oldSinceMs !== null;
  const head = {
    heading: context.heading, nullText: context.nullText, beside: null, facts: whatIf === undefined ? [] : profitLine(whatIf, stage), status: 'none' as const, badge: badgeOf(result, context, stage),
    value: lead === null ? null : { sign: '' as const, value: figureText(charts, lead, lead.after), glue: '\u00a0', unit: lead.id === 'clvToCac' ? 'CAC' : say(messages, `assume.${lead.id}`) },
    change: plainLine(null, moved && lead !== null ? say(messages, 'assume.was', { value: figureText(charts, lead, lead.before) }) : say(messages, 'assume.nothing')),
    target: moved ? plainLine('info', say(messages, 'assume.onlyAssumed')) : null,
    look: isOld ? 'old' as const : moved ? 'assumed' as const : lead !== null && (lead.reliability === 'unreliable' || lead.reliability === 'none') ? 'unreliable' as const : 'plain' as const,
  };
  if (whatIf === undefined) return { head, figures: [], foot: footOf(result, null, stage, hooks.openSheet), reason: { code: '', text: say(messages, 'assume.none') } };
  return {
    head, figures: size === 'xs' ? [] : [{ id: 'figures', scene: whatIfRows(whatIf, frame, messages), dimensions: [] }],
    foot: [...(moved ? [{ text: say(messages, 'assume.reset'), action: () => hooks.move({}, true) }] : []), ...footOf(result, null, stage, hooks.openSheet)],
    spoken: whatIfSummary(charts, whatIf.figures),
    above: html`${leverControls(whatIf, hooks, messages)}<p class="visually-hidden" role="status">${hooks.announced}</p>`,
    below: basisOf(whatIf, messages),
  };
};
