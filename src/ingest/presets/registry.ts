import type { PresetName } from '../../model/input.js';
import type { Preset } from './preset.js';

/** One vendor a file; its code is fetched with the first input that names it. */
export const presets = {
  hubspot: () => import('./hubspot.js').then(({ hubspot }) => hubspot),
  salesforce: () => import('./salesforce.js').then(({ salesforce }) => salesforce),
  pipedrive: () => import('./pipedrive.js').then(({ pipedrive }) => pipedrive),
  anaplan: () => import('./anaplan.js').then(({ anaplan }) => anaplan),
  encharge: () => import('./encharge.js').then(({ encharge }) => encharge),
} as const satisfies Record<PresetName, () => Promise<Preset>>;
