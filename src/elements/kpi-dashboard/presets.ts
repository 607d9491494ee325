import type { KpiId } from '../../model/kpi-id.js';
import type { BoardLayout, BoardTile } from './board-layout.js';
import { settingsFor } from './tile-kpis.js';
import type { tileKinds } from './tile-kinds.js';

type Place = readonly [x: number, y: number, w: number, h: number];

const card = (kpi: KpiId, [x, y, w, h]: Place): BoardTile => ({ id: kpi, tag: 'kpi-card', x, y, w, h, settings: settingsFor('kpi-card', kpi) });
const chart = (tag: keyof typeof tileKinds, [x, y, w, h]: Place): BoardTile => ({ id: tag, tag, x, y, w, h, settings: settingsFor(tag, null) });

/**
 * What each role steers by, from sales development to management: few figures, each with its counter-metric beside it.
 * The reason for each is the text `board.why.<role>.<kpi>`.
 */
const boards = {
  'sdr': [
    card('lead_to_opp', [0, 0, 6, 1]), card('touches_to_meeting', [6, 0, 6, 1]),
    chart('response-time-chart', [0, 1, 12, 2]),
  ],
  'ae': [
    card('close_ratio', [0, 0, 4, 1]), card('sales_cycle', [4, 0, 4, 1]), card('churn', [8, 0, 4, 1]),
    chart('pipeline-funnel', [0, 1, 12, 2]),
  ],
  'sales-manager': [
    card('forecast_accuracy', [0, 0, 4, 1]), card('sales_cycle', [4, 0, 4, 1]), card('churn', [8, 0, 4, 1]),
    chart('pipeline-funnel', [0, 1, 7, 2]), chart('close-ratio-chart', [7, 1, 5, 2]),
  ],
  'sales-ops': [
    card('pipeline', [0, 0, 4, 1]), card('lead_to_opp', [4, 0, 4, 1]), card('lead_response', [8, 0, 4, 1]),
    chart('cycle-length-chart', [0, 1, 7, 2]), chart('forecast-accuracy-chart', [7, 1, 5, 2]),
  ],
  'rev-ops': [
    card('forecast_accuracy', [0, 0, 4, 1]), card('pipeline', [4, 0, 4, 1]), card('churn', [8, 0, 4, 1]),
    chart('product-performance-chart', [0, 1, 7, 2]), chart('cac-clv-gauge', [7, 1, 5, 2]),
  ],
  'marketing': [
    card('cac', [0, 0, 4, 1]), card('clv', [4, 0, 4, 1]), card('touches_to_meeting', [8, 0, 4, 1]),
    chart('lead-opportunity-chart', [0, 1, 12, 2]),
  ],
  'management': [
    card('pipeline', [0, 0, 4, 1]), card('forecast_accuracy', [4, 0, 4, 1]), card('close_ratio', [8, 0, 4, 1]),
    chart('churn-chart', [0, 1, 7, 2]), chart('cac-clv-gauge', [7, 1, 5, 2]),
  ],
} as const satisfies Record<string, readonly BoardTile[]>;

export type BoardRole = keyof typeof boards;

export const boardRoles = Object.keys(boards) as readonly BoardRole[];

export const isBoardRole = (name: string | null): name is BoardRole => name !== null && Object.hasOwn(boards, name);

/** The board that a role begins with; an empty one for a role that the kit does not know. */
export const presetOf = (role: string | null): BoardLayout => ({ version: 1, role, tiles: isBoardRole(role) ? boards[role] : [] });
