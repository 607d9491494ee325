import type { ResponseDetails } from '../model/response-details.js';
import type { Caveat } from '../model/result.js';
import { leadResponseCaveatTexts } from './lead-response-caveat-texts.js';
import { caveatWriter } from './caveats.js';
import type { KpiContext } from './context.js';
import type { Question } from './define-kpi.js';
import { leadDataCaveats } from './lead-caveats.js';
import { openings } from './lead-hours.js';
import { mergedLeads } from './lead-merge.js';
import { leadRows } from './lead-rows.js';
import { canQualify } from './lead-qualification.js';
import type { LeadResponseCells } from './lead-response-cells.js';
import { waitOptionsOf, type LeadWaits } from './lead-waits.js';

const caveat = caveatWriter(leadResponseCaveatTexts);

/** What there is to judge. */
export interface ResponseFacts { readonly cells: LeadResponseCells; readonly details: ResponseDetails; readonly waits: LeadWaits }

const misleadingRatio = 2;
const misleadingNever = 0.1;
const manyOutside = 0.3;
const repRatio = 3;
const fewestPerRep = 10;

/** A mean that is twice the median or more, or many who never got an answer. A mean beside a median of 0 is a matter of the slow ones alone. */
const isMeanMisleading = ({ mean, median, never }: ResponseDetails): boolean =>
  (mean !== null && median !== null && mean > 0 && mean >= misleadingRatio * median) || (never ?? 0) > misleadingNever;

/** Whether reps with enough leads differ three-fold. */
const repsDiffer = ({ owners }: ResponseDetails): boolean => {
  const medians = owners.flatMap(({ id, n, median }) => (id === null || n < fewestPerRep || median === null ? [] : [median]));
  return medians.length > 1 && Math.max(...medians) > 0 && Math.max(...medians) >= repRatio * Math.min(...medians);
};

/** The company as a whole: neither cut down to reps nor told apart by them. */
const isCompanyWide = ({ cut }: Question): boolean => !['owner_id', 'owner', 'team'].some((name) => cut.segmentBy.includes(name) || name in cut.filter);

/** Why minutes cannot be told. */
const unknownWaits = (context: KpiContext, { options }: Question): Caveat =>
  (waitOptionsOf(options).clock === 'business' && openings(context) === null
    ? caveat('NOT_APPLICABLE', { table: 'settings', column: 'businessHours' }) : caveat('DQ_DAY_PRECISION'));

const waitCaveats = ({ cells, details, waits }: ResponseFacts, question: Question): readonly Caveat[] => {
  const { leads, outside, prior, autoReplied } = cells;
  const found: Caveat[] = [];
  if (isMeanMisleading(details)) found.push(caveat('RT_MEAN_MISLEADS'));
  if ((details.never ?? 0) > 0) found.push(caveat('RT_UNANSWERED', { p: details.never ?? 0 }));
  if (isCompanyWide(question)) found.push(caveat('RT_PER_REP', {}, repsDiffer(details) ? 'warn' : 'info'));
  if (leads > 0 && outside > manyOutside * leads) found.push(caveat('RT_OUT_OF_HOURS', { p: outside / leads }));
  if (prior > 0) found.push(caveat('RT_PRIOR_CONTACT', { p: prior / leads }));
  if (autoReplied > 0) found.push(caveat('RT_AUTOREPLY', { n: autoReplied }));
  if (waits.contacts.isUnlogged || waits.contacts.nAssumed > 0) found.push(caveat('RT_ASSUMED_HUMAN'));
  return found;
};

/** Details that lack their column: null, and said so. */
const missingDetails = (context: KpiContext, waits: LeadWaits | null): readonly Caveat[] => {
  const missing: [boolean, string, string][] = [
    [leadRows(context).dimension('owner_id') === null, 'leads', 'owner_id'],
    [!canQualify(context), 'leads', 'qualified_at'],
    [waits !== null && waits.assignedMs === null, 'leads', 'assigned_at'],
    [waits !== null && waits.contacts.metMs === null, 'activities', waits?.contacts.isUnlogged === true ? 'lead_id' : 'direction'],
  ];
  return missing.flatMap(([isMissing, table, column]) => (isMissing ? [caveat('NOT_APPLICABLE', { table, column }, 'info')] : []));
};

/** @param facts null = the minutes cannot be told */
export const leadResponseCaveats = (facts: ResponseFacts | null, context: KpiContext, question: Question): readonly Caveat[] => {
  const rows = leadRows(context);
  const merged = waitOptionsOf(question.options).dedupe ? mergedLeads(context)?.merged ?? 0 : 0;
  return [
    ...(facts === null ? [unknownWaits(context, question)] : waitCaveats(facts, question)),
    ...leadDataCaveats(context, rows, merged), ...missingDetails(context, facts?.waits ?? null),
  ];
};
