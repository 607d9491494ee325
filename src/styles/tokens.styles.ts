import { unsafeCSS, type CSSResult } from 'lit';

/**
 * Every design token and its default. A page may set any of them as `--kpi-…` on an element, on something around it or
 * on the root. Colours are light-dark(): the host's color-scheme decides, or `theme` sets it.
 */
export const tokens = {
  'surface': 'light-dark(#ffffff, #15171c)',
  'surface-sunken': 'light-dark(#f3f4f6, #1e2127)',
  'surface-raised': 'light-dark(#ffffff, #23262d)',
  'border': 'light-dark(#e3e6ea, #2a2e36)',
  // 1 value and names, 2 sentences, 3 axes, n, captions, unreliable values
  'ink-1': 'light-dark(#14171c, #eef0f4)',
  'ink-2': 'light-dark(#474e59, #b4bac5)',
  'ink-3': 'light-dark(#606773, #959ca9)',
  // grid and axis are scaffolding, neutral is a mark
  'grid': 'light-dark(#eceef1, #23272e)',
  'axis': 'light-dark(#c3c8d0, #444a55)',
  'neutral': 'light-dark(#868d99, #747c8a)',
  'neutral-weak': 'light-dark(#e4e7eb, #2c3038)',
  // full = measured, mid = possible or secondary, weak = interval band, selected row
  'accent': 'light-dark(#2858cd, #84a9f7)',
  'accent-mid': 'light-dark(#6f8cdb, #5272bd)',
  'accent-weak': 'light-dark(#dfe7f9, #232f4d)',
  'focus': 'light-dark(#2858cd, #84a9f7)',
  // judgement: only in shapes, always beside a word
  'good': 'light-dark(#0b8a5f, #52d6a6)',
  'warn': 'light-dark(#bb7400, #f0b84a)',
  'bad': 'light-dark(#a3152a, #f05f68)',
  'on-status': 'light-dark(#ffffff, #15171c)',
  'series-1': 'light-dark(#2858cd, #84a9f7)',
  'series-2': 'light-dark(#8e503a, #d35d31)',
  'series-3': 'light-dark(#1c9b84, #3f846b)',
  'series-4': 'light-dark(#947f24, #b9bf5f)',
  'series-5': 'light-dark(#927ec7, #8c5ea7)',
  'series-6': 'light-dark(#e64d76, #b67f9e)',
  'series-7': 'light-dark(#093f6a, #99e5f9)',
  'series-8': 'light-dark(#6a2203, #f6a3b1)',
  'font': 'inherit',
  'font-mono': 'ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace',
  'value-size': '32px',
  'value-line': '36px',
  'value-weight': '600',
  'value-tracking': '-0.022em',
  'value-size-xs': '28px',
  'value-line-xs': '32px',
  'unit-size': '15px',
  'unit-weight': '500',
  'heading-size': '13px',
  'heading-line': '18px',
  'heading-weight': '550',
  'text-size': '12px',
  'text-line': '17px',
  'small-size': '11px',
  'small-line': '16px',
  'emphasis-weight': '550',
  'pad': '16px 20px 14px',
  'pad-card': '14px 16px 12px',
  'pad-xs': '12px',
  'radius': '10px',
  'radius-control': '7px',
  'hit': '24px',
  'shadow-raised': '0 6px 20px rgb(15 20 30 / .13), 0 1px 3px rgb(15 20 30 / .08)',
  'focus-ring': '2px',
  'motion': '180ms',
} as const;

const names = Object.keys(tokens) as (keyof typeof tokens)[];

/** A paler shade of a colour that the user chose: the order of full, secondary and scaffolding stays readable. */
const mixed = (colour: string, percent: number): string => `color-mix(in srgb, ${colour} ${percent}%, Canvas)`;

/**
 * Two steps: the host reads what the page set (or the default) into a private name, the frame inside publishes it again.
 * Set on the host itself, a default would hide what the page set further out.
 */
export const tokenStyles: CSSResult = unsafeCSS(`
:host { ${names.map((name) => `--_${name}: var(--kpi-${name}, ${tokens[name]});`).join(' ')} }
.base, dialog { ${names.map((name) => `--kpi-${name}: var(--_${name});`).join(' ')} }
@media (forced-colors: active) {
  .base, dialog {
    --kpi-surface: Canvas; --kpi-surface-sunken: ${mixed('CanvasText', 8)}; --kpi-surface-raised: Canvas; --kpi-border: CanvasText;
    --kpi-ink-1: CanvasText; --kpi-ink-2: CanvasText; --kpi-ink-3: CanvasText; --kpi-grid: ${mixed('CanvasText', 22)}; --kpi-axis: ${mixed('CanvasText', 60)};
    --kpi-neutral: ${mixed('CanvasText', 62)}; --kpi-neutral-weak: ${mixed('CanvasText', 16)}; --kpi-accent: Highlight;
    --kpi-accent-mid: ${mixed('Highlight', 62)}; --kpi-accent-weak: ${mixed('Highlight', 22)}; --kpi-focus: Highlight;
    --kpi-good: CanvasText; --kpi-warn: CanvasText; --kpi-bad: CanvasText; --kpi-on-status: Canvas;
    ${[1, 2, 3, 4, 5, 6, 7, 8].map((series) => `--kpi-series-${series}: CanvasText;`).join(' ')}
  }
}`);
