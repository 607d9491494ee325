import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

const bang = svg`<path d="M7 5v3.4M7 10.4v.2" stroke="var(--kpi-on-status)" stroke-width="1.5" stroke-linecap="round"></path>`;

/** 14 px shapes. The word beside them says the same, so they are hidden from assistive technology. */
const shapes = {
  'up-good': svg`<path d="M7 3.2 11.6 11H2.4Z" fill="var(--kpi-good)"></path>`,
  'up-bad': svg`<path d="M7 3.2 11.6 11H2.4Z" fill="var(--kpi-bad)"></path>`,
  'up-plain': svg`<path d="M7 3.2 11.6 11H2.4Z" fill="var(--kpi-neutral)"></path>`,
  'down-good': svg`<path d="M7 11 2.4 3.2h9.2Z" fill="var(--kpi-good)"></path>`,
  'down-bad': svg`<path d="M7 11 2.4 3.2h9.2Z" fill="var(--kpi-bad)"></path>`,
  'down-plain': svg`<path d="M7 11 2.4 3.2h9.2Z" fill="var(--kpi-neutral)"></path>`,
  same: svg`<path d="M2 5.4c1.6-1.7 3.2-1.7 5 0s3.4 1.7 5 0M2 9.4c1.6-1.7 3.2-1.7 5 0s3.4 1.7 5 0" fill="none" stroke="var(--kpi-ink-3)" stroke-width="1.3" stroke-linecap="round"></path>`,
  none: svg``,
  good: svg`<circle cx="7" cy="7" r="6.5" fill="var(--kpi-good)"></circle><path d="m4.1 7.2 2.1 2.1 3.8-4.3" fill="none" stroke="var(--kpi-on-status)" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"></path>`,
  warn: svg`<path d="M7 .9 13.6 12.6H.4Z" fill="var(--kpi-warn)" stroke="var(--kpi-warn)" stroke-linejoin="round"></path>${bang}`,
  bad: svg`<rect x=".7" y=".7" width="12.6" height="12.6" rx="2.5" fill="var(--kpi-bad)"></rect><path d="m4.6 4.6 4.8 4.8m0-4.8-4.8 4.8" stroke="var(--kpi-on-status)" stroke-width="1.6" stroke-linecap="round"></path>`,
  unknown: svg`<circle cx="7" cy="7" r="6" fill="none" stroke="var(--kpi-neutral)" stroke-width="1.4" stroke-dasharray="2.1 1.67"></circle>`,
  caveat: svg`<path d="M7 1.5 13 12.3H1Z" fill="none" stroke="var(--kpi-warn)" stroke-width="1.3" stroke-linejoin="round"></path><path d="M7 5.6v3M7 10.3v.2" stroke="var(--kpi-warn)" stroke-width="1.3" stroke-linecap="round"></path>`,
  info: svg`<circle cx="7" cy="7" r="6" fill="none" stroke="var(--kpi-ink-3)" stroke-width="1.2"></circle><path d="M7 6.4v3.4M7 4.2v.2" stroke="var(--kpi-ink-3)" stroke-width="1.3" stroke-linecap="round"></path>`,
  clock: svg`<circle cx="7" cy="7" r="6" fill="none" stroke="var(--kpi-ink-2)" stroke-width="1.3"></circle><path d="M7 3.6V7l2.3 1.6" fill="none" stroke="var(--kpi-ink-2)" stroke-width="1.3" stroke-linecap="round" stroke-linejoin="round"></path>`,
  interval: svg`<path d="M1 4v6M13 4v6M1 7h12" stroke="var(--kpi-ink-2)" stroke-width="1.2"></path>`,
  table: svg`<rect x="1.2" y="2.2" width="11.6" height="9.6" rx="1.5" fill="none" stroke="currentcolor" stroke-width="1.2"></rect><path d="M1.2 5.4h11.6M5.2 5.4v6.4" stroke="currentcolor" stroke-width="1.2"></path>`,
  chart: svg`<path d="M1.6 1.5v11h11" fill="none" stroke="currentcolor" stroke-width="1.2"></path><path d="m3.8 9 2.7-3 2.2 2 3.5-4.5" fill="none" stroke="currentcolor" stroke-width="1.2" stroke-linejoin="round"></path>`,
  close: svg`<path d="m3 3 8 8m0-8-8 8" stroke="currentcolor" stroke-width="1.4" stroke-linecap="round"></path>`,
} as const satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof shapes;

export const icon = (name: IconName): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">${shapes[name]}</svg>`;
