import type { Filter } from '../../model/query.js';

/** What `getState` gives and `setState` takes: plain JSON. */
export interface WidgetSettings {
  readonly view?: 'chart' | 'table' | 'auto';
  readonly filter?: Filter;
}
