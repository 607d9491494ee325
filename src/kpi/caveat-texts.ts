import { boardCaveatTexts } from './board-caveat-texts.js';
import { cacCaveatTexts } from './cac-caveat-texts.js';
import { churnCaveatTexts } from './churn-caveat-texts.js';
import { closeRatioCaveatTexts } from './close-ratio-caveat-texts.js';
import { clvCaveatTexts } from './clv-caveat-texts.js';
import { customerValueCaveatTexts } from './customer-value-caveat-texts.js';
import { forecastAccuracyCaveatTexts } from './forecast-accuracy-caveat-texts.js';
import { generalCaveatTexts } from './general-caveat-texts.js';
import { leadResponseCaveatTexts } from './lead-response-caveat-texts.js';
import { leadToOppCaveatTexts } from './lead-to-opp-caveat-texts.js';
import { pipelineCaveatTexts } from './pipeline-caveat-texts.js';
import { productPerformanceCaveatTexts } from './product-performance-caveat-texts.js';
import { salesCycleCaveatTexts } from './sales-cycle-caveat-texts.js';
import { touchesCaveatTexts } from './touches-caveat-texts.js';
import { whatIfCaveatTexts } from './what-if-caveat-texts.js';

/** Every caveat, for what lists them all. The code of a KPI brings its own along. */
export const caveatTexts = {
  ...generalCaveatTexts,
  ...forecastAccuracyCaveatTexts,
  ...salesCycleCaveatTexts,
  ...pipelineCaveatTexts,
  ...closeRatioCaveatTexts,
  ...touchesCaveatTexts,
  ...productPerformanceCaveatTexts,
  ...cacCaveatTexts,
  ...clvCaveatTexts,
  ...customerValueCaveatTexts,
  ...churnCaveatTexts,
  ...leadToOppCaveatTexts,
  ...leadResponseCaveatTexts,
  ...boardCaveatTexts,
  ...whatIfCaveatTexts,
} as const;

export type CaveatCode = keyof typeof caveatTexts;
