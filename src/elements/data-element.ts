import { property } from 'lit/decorators.js';
import { pageDefaults } from '../context/configure.js';
import type { Annotation } from '../model/annotation.js';
import type { BusinessHours, EngineConfig } from '../model/config.js';
import type { KpiQuery, PeriodInput } from '../model/query.js';
import { AnnotationsController } from './parts/annotations-controller.js';
import { periodAttribute } from './parts/period-attribute.js';
import { SourceElement } from './source-element.js';

/** Settings under which data is read and asked: what widgets and `<sales-data>` share. */
export class DataElement extends SourceElement {
  /** Which time: a name such as `last_12_months`, or `2025-01-01/2025-04-01` (half-open). */
  @property({ converter: periodAttribute }) period: PeriodInput | null = null;
  /** What figures are compared with: the period before, the year before, or nothing. */
  @property() compare: KpiQuery['compare'] | null = null;
  /** Named variant of a KPI, such as `cohort` or `decided`. */
  @property() basis: string | null = null;
  /** Language and region of texts and figures, such as `de-CH`; default: the nearest `lang`. Never how data is read. */
  @property() locale: string | null = null;
  /** Currency of the report (ISO 4217). */
  @property() currency: string | null = null;
  /** Time zone of the report (IANA); default UTC, never the machine's. */
  @property({ attribute: 'time-zone' }) timeZone: string | null = null;
  /** First day of the week, 1 = Monday … 7 = Sunday. */
  @property({ attribute: 'week-start', type: Number }) weekStart: number | null = null;
  /** First month of the fiscal year, 1–12. */
  @property({ attribute: 'fiscal-year-start', type: Number }) fiscalYearStart: number | null = null;
  /** Cut-off: nothing after it has happened yet. Default: the day after the last event in the data. */
  @property({ attribute: 'as-of' }) asOf: string | null = null;
  /** When the company is open; clocks that only run then need it. */
  @property({ attribute: false }) businessHours: BusinessHours | null = null;
  /**
   * Campaign windows and events, drawn on every axis of calendar time: `[{ from: '2026-03-01', to: '2026-03-31', label: 'Spring campaign' },
   * { date: '2026-05-04', label: 'New prices' }]`. Without JavaScript: the same as JSON in a script with `slot="annotations"`. Those of a
   * widget stand in place of those of the `<sales-data>` around it.
   */
  @property({ attribute: false }) annotations: readonly Annotation[] | null = null;
  /** `light` or `dark`; `auto` follows the page. */
  @property({ reflect: true }) theme: 'auto' | 'light' | 'dark' | null = null;
  /** Loads again every so many seconds while the page is looked at; 0 = never. */
  @property({ attribute: 'refresh-interval', type: Number }) refreshInterval = 0;

  protected readonly marked = new AnnotationsController(this, () => this.annotations);
  #config: EngineConfig = {};

  /** Settings of the engine; the same object until one of them changes. */
  protected engineConfig(): EngineConfig {
    const { timeZone, currency, asOf, weekStart, fiscalYearStart, businessHours } = this;
    const stated = Object.entries({ timeZone, currency, asOf, weekStart, fiscalYearStart, businessHours }).filter(([, value]) => value !== null);
    const config = { ...pageDefaults(), ...Object.fromEntries(stated) };
    if (JSON.stringify(config) !== JSON.stringify(this.#config)) this.#config = config;
    return this.#config;
  }
}
