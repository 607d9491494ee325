import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { AnsweredController } from '../../context/answered-controller.js';
import { DescribeController } from '../../context/describe-controller.js';
import { rejectedRowsCsv } from '../../format/rejects-csv.js';
import { issueText } from '../../i18n/issue-text.js';
import { say, type Messages } from '../../i18n/messages.js';
import { CompanionElement, type Wait } from '../companion-element.js';
import { saveCsv } from '../parts/csv-export.js';
import { reasonText } from '../rows/rejects-list.js';
import { widgetStyles } from '../widget.styles.js';
import { dataReportStyles } from './data-report.styles.js';
import { definitionsSection } from './definitions-section.js';
import { healthSection } from './health-section.js';
import { issuesSection } from './issues-section.js';
import { mergesSection } from './merges-section.js';
import type { ReportContext, ReportSection } from './report-section.js';
import { settingsSection } from './settings-section.js';
import { tablesSection } from './tables-section.js';

/**
 * Where every number of the surrounding `<sales-data>` comes from: tables and what their columns were read as, what was
 * noticed and left out, what several sources say differently, how far the deals can be relied on, how the figures of the
 * page are defined, and under which settings all of it was computed.
 *
 * @summary Where every number comes from: mapping, rejected rows, health, definitions.
 * @status stable
 * @since 0.1.0
 * @csspart base - The frame.
 * @csspart heading - The name.
 * @csspart section - One part of the report.
 * @csspart table - A table in it.
 * @csspart note - What stands there without data.
 * @cssproperty [--kpi-surface] - Background of the frame.
 * @cssproperty [--kpi-ink-1] - Names.
 * @tag data-report
 */
export class DataReport extends CompanionElement {
  static override readonly tag: string = 'data-report';
  static override styles = [widgetStyles, dataReportStyles];

  /** Parts that are open. */
  @state() private open: ReadonlySet<string> = new Set(['tables']);

  readonly #described = new DescribeController(this, () => this.hub?.state.dataset ?? null);

  readonly #answered = new AnsweredController(this, () => this.hub?.state.dataset ?? null);

  protected override render(): TemplateResult {
    const { messages } = this;
    if (messages === null) return html`<section class="base" part="base" aria-busy="true"></section>`;
    const isLoading = this.hub?.state.dataset.state.phase === 'loading';
    return html`
      <section class="base" part="base" aria-labelledby="heading" aria-busy=${isLoading ? 'true' : 'false'} lang=${messages.language} dir=${this.stage.dir}>
        <div class="title"><h3 class="heading" id="heading" part="heading"><bdi>${this.heading ?? say(messages, 'report.heading')}</bdi></h3></div>
        ${this.#content(messages)}
      </section>`;
  }

  protected override get waits(): readonly Wait[] {
    return [this.stage, this.#described];
  }

  #content(messages: Messages): TemplateResult {
    const { hub } = this;
    if (hub === null) return html`<p part="note">${say(messages, 'filter.noSource')}</p>`;
    const { report, phase, error, loadedAtMs } = hub.state.dataset.state;
    const problem = hub.state.refusal ?? error;
    const failed = problem === null ? nothing : html`<p class="line" role="alert">${((text) => html`<b>${text.where}</b> ${text.what}`)(issueText(problem, messages))}</p>`;
    if (report === null) {
      if (problem !== null) return html`${failed}`;
      return phase === 'loading' ? html`<p role="status">${say(messages, 'state.loading', { what: say(messages, 'report.heading') })}</p>` : html`<p part="note">${say(messages, 'report.none')}</p>`;
    }
    const { figures } = this.#answered;
    const context: ReportContext = { messages, report, info: this.#described.info, figures, loadedAtMs, onRejectsCsv: () => this.#saveRejects(messages) };
    const sections = [
      tablesSection(context), issuesSection(context), mergesSection(context), healthSection(context), definitionsSection(context), settingsSection(context),
    ].filter((section) => section !== null);
    return html`${failed}${repeat(sections, ({ id }) => id, (section) => this.#section(section))}`;
  }

  #section({ id, title, sum, body }: ReportSection): TemplateResult {
    return html`<details part="section" id=${id} ?open=${this.open.has(id)} @toggle=${(event: Event) => this.#toggled(id, event)}>
      <summary><span class="name">${title}</span> <span class="quiet">${sum}</span></summary>
      ${this.open.has(id) ? html`<div class="content">${body}</div>` : nothing}
    </details>`;
  }

  #toggled(id: string, { target, currentTarget }: Event): void {
    if (target !== currentTarget) return;
    const { open: isOpen } = currentTarget as HTMLDetailsElement;
    if (isOpen === this.open.has(id)) return;
    this.open = new Set(isOpen ? [...this.open, id] : [...this.open].filter((other) => other !== id));
  }

  #saveRejects(messages: Messages): void {
    const report = this.hub?.state.dataset.state.report;
    if (report === null || report === undefined) return;
    const csv = rejectedRowsCsv(report, { locale: messages.locale, reason: (reject, table) => reasonText({ table, reject }, messages) });
    saveCsv(csv, 'left-out.csv', this.ownerDocument);
  }
}

declare global {
  interface HTMLElementTagNameMap { 'data-report': DataReport }
}
