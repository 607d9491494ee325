import { html, type TemplateResult } from 'lit';
import { tileKinds } from '../../src/elements/kpi-dashboard/tile-kinds.js';
import { tags } from '../../src/elements/tags.js';
import type { Attributes } from '../attributes.js';
import { element } from '../placed.js';
import type { Language } from './language.js';
import { elementLink } from './links.js';
import { told } from './messages.js';

type Tag = (typeof tags)[number];

/** What an element needs to show something worth looking at in a small room. */
const settings: Partial<Record<Tag, Attributes>> = {
  'kpi-card': { kpi: 'sales_cycle' },
  'cac-clv-gauge': { period: 'last_12_months' },
  'churn-chart': { period: 'last_12_months' },
  'close-ratio-chart': { period: 'last_12_months' },
  'product-performance-chart': { period: 'last_12_months' },
  'forecast-accuracy-chart': { period: 'last_8_quarters' },
  'segment-filter': { dimension: 'source' },
  'kpi-dashboard': { audience: 'sdr' },
};

/** Elements that stand across the whole page, below the others. */
const wide: readonly Tag[] = ['kpi-dashboard', 'what-if-panel', 'data-report'];

const nameOf = (tag: Tag, language: Language): string => told(tag === 'kpi-dashboard' ? 'board.heading' : tileKinds[tag].title, language);

/** Every element that shows something, small, with the way to its page. */
export const gallery = (language: Language): TemplateResult => html`
  <div class="gallery">${[...tags.filter((tag) => !wide.includes(tag)), ...wide].map((tag) => html`
    <div class=${wide.includes(tag) ? 'wide' : ''} data-shows=${tag}>
      <p class="tag">${elementLink(tag)} <span class="quiet">${nameOf(tag, language)}</span></p>
      ${element(tag, settings[tag] ?? {})}
    </div>`)}
  </div>`;
