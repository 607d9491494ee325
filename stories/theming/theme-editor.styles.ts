import { css, type CSSResult } from 'lit';

/** The tool keeps colours of its own: it stays legible whatever is tried. */
export const themeEditorStyles: CSSResult = css`
  :host { display: grid; gap: 16px; padding: 16px; background: light-dark(#f6f7f9, #0d0f12); color: light-dark(#14171c, #eef0f4); font-size: 13px; line-height: 19px; }
  h3 { margin: 0 0 8px; font-size: 14px; }
  h3:not(:first-child) { margin-top: 16px; }
  .choices { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 24px; }
  fieldset { display: flex; flex-wrap: wrap; gap: 4px 14px; margin: 0; padding: 0; border: 0; }
  legend { float: inline-start; margin-inline-end: 12px; padding: 0; font-weight: 600; }
  label { display: inline-flex; align-items: center; gap: 6px; min-height: 24px; }
  button { min-height: 28px; padding: 4px 12px; border: 1px solid light-dark(#868d99, #747c8a); border-radius: 6px; background: none; color: inherit; font: inherit; cursor: pointer; }
  :focus-visible { outline: 2px solid light-dark(#2858cd, #84a9f7); outline-offset: 2px; }
  .columns { display: grid; grid-template-columns: 330px minmax(0, 1fr); gap: 16px; align-items: start; }
  .columns + .columns { grid-template-columns: repeat(auto-fit, minmax(min(100%, 380px), 1fr)); }
  .panel { min-width: 0; padding: 14px 16px; border-radius: 10px; background: light-dark(#fff, #1e2127); }
  .inputs { display: grid; grid-template-columns: 1fr 1fr; gap: 2px 8px; }
  .inputs.wide { grid-template-columns: 1fr; }
  .inputs.wide label { display: grid; grid-template-columns: 100px minmax(0, 1fr) 40px; }
  input[type='color'] { flex: none; width: 30px; height: 24px; padding: 0; border: 0; background: none; }
  input[type='range'] { min-width: 0; accent-color: light-dark(#2858cd, #84a9f7); }
  .scroll { max-height: 420px; overflow: auto; }
  table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
  th, td { padding: 3px 6px; border-bottom: 1px solid light-dark(#e3e6ea, #2a2e36); font-weight: 400; text-align: start; white-space: nowrap; }
  thead th { position: sticky; top: 0; background: inherit; font-weight: 600; }
  thead { background: light-dark(#fff, #1e2127); }
  .weak { color: light-dark(#a3152a, #ff8a90); font-weight: 600; }
  p { margin: 0 0 8px; }
  pre { max-height: 380px; margin: 0 0 10px; padding: 10px 12px; overflow: auto; border-radius: 6px; background: light-dark(#f3f4f6, #0d0f12); font-size: 12px; }
  @media (width < 720px) { .columns { grid-template-columns: minmax(0, 1fr); } }
`;
