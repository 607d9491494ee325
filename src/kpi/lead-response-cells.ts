import { createTwoLimbSum } from '../stats/two-limb-sum.js';
import type { CellMap } from './cells.js';
import type { KpiContext } from './context.js';
import type { GroupIndex, Question } from './define-kpi.js';
import { exactCell } from './exact-cell.js';
import { KeyTable } from './key-table.js';
import { clockSkewMs } from './lead-contacts.js';
import { leadHours, weekHours } from './lead-hours.js';
import type { LeadRows } from './lead-layout.js';
import { leadLives } from './lead-life.js';
import { leadRows } from './lead-rows.js';
import { leadHorizon, maturityOf } from './lead-to-opp-cells.js';
import { waitsByValue, waitSlots, waitsOfGroups, type WaitSlots } from './lead-wait-tallies.js';
import { isAnswered, leadWaits, waitOptionsOf, type LeadWaits } from './lead-waits.js';
import { orderedKeys, type OrderedKeys } from './ordered-keys.js';
import { emptySparse, type SparseHistogram } from './sparse-histogram.js';

/** Sums of one group. Waits are histograms of `2 · minutes + (waiting ? 1 : 0)`. */
export type LeadResponseCells = {
  /** Leads of the period, and those answered. */
  readonly leads: number;
  readonly answered: number;
  /** Σ and Σ² of the answered leads' milliseconds, see exact-cell. */
  readonly waited: Float64Array;
  readonly squares: Float64Array;
  /** Leads as old as the limit, and those of them answered within it (for seven days: not answered). */
  readonly of5: number; readonly in5: number;
  readonly of30: number; readonly in30: number;
  readonly ofWeek: number; readonly never: number;
  readonly prior: number;
  readonly autoReplied: number;
  readonly outside: number;
  /** By {@link waitBins}, the last one = not answered: leads, of them as old as the ratio's horizon, of those qualified. */
  readonly binN: Float64Array;
  readonly binMatured: Float64Array;
  readonly binQualified: Float64Array;
  /** Receipt → assignment → first contact → both sides met: how many have both ends, and Σ ms. */
  readonly routingN: number; readonly routingMs: Float64Array;
  readonly pickupN: number; readonly pickupMs: Float64Array;
  readonly reachN: number; readonly reachMs: Float64Array;
  /** All waits. */
  readonly waits: SparseHistogram;
  /** Owner → waits, and → leads, those as old as 5 minutes, answered within them; empty in a period compared with. */
  readonly owners: CellMap;
  readonly ownerCounts: CellMap;
  /** Hour of the week → waits; empty in a period compared with. */
  readonly hours: CellMap;
};

/** Upper ends of the bins, in minutes. */
export const waitBins = [5, 30, 60, 1440, Infinity] as const;

const minuteMs = 60_000;
const weekMs = 7 * 86_400_000;

const exactSums = ['waited', 'squares', 'routingMs', 'pickupMs', 'reachMs'] as const;

/** Counts while they grow. */
type Counts = Record<'leads' | 'answered' | 'of5' | 'in5' | 'of30' | 'in30' | 'ofWeek' | 'never' | 'prior' | 'autoReplied' | 'outside' | 'routingN' | 'pickupN' | 'reachN', number>
  & Record<'binN' | 'binMatured' | 'binQualified', Float64Array>;

const newCounts = (): Counts => ({
  leads: 0, answered: 0, of5: 0, in5: 0, of30: 0, in30: 0, ofWeek: 0, never: 0, prior: 0, autoReplied: 0, outside: 0, routingN: 0, pickupN: 0, reachN: 0,
  binN: new Float64Array(waitBins.length + 1), binMatured: new Float64Array(waitBins.length + 1), binQualified: new Float64Array(waitBins.length + 1),
});

const addTo = (histogram: Float64Array, bin: number): void => { histogram[bin] = (histogram[bin] as number) + 1; };

/** Bin of an answered lead's wait. */
const binOf = (ms: number): number => waitBins.findIndex((to) => ms <= to * minuteMs);

/** Sources whose leads nobody is meant to answer (`excludeSources`), per code of the source; null = none. */
const excludedSources = (rows: LeadRows, options: Readonly<Record<string, unknown>>): Uint8Array | null => {
  const given: unknown = options['excludeSources'];
  const source = rows.dimension('source');
  if (!Array.isArray(given) || given.length === 0 || source === null) return null;
  return Uint8Array.from(source.dictionary, (name) => (given.includes(name) ? 1 : 0));
};

/** Group per row, `groups` = not asked for: merged into another lead, out of the period, of an excluded source. */
export const responseGroups = (context: KpiContext, waits: LeadWaits, { period, cut, options }: Question): GroupIndex => {
  const rows = leadRows(context);
  const none = cut.groups.length;
  const index = cut.groupOf(rows);
  const isExcluded = excludedSources(rows, options);
  const source = rows.dimension('source')?.codes ?? null;
  const groups = none < 255 ? new Uint8Array(rows.length) : none < 65_535 ? new Uint16Array(rows.length) : new Uint32Array(rows.length);
  for (let row = 0; row < rows.length; row++) {
    const at = rows.receivedMs[row] as number;
    const wait = waits.waitMs[row] as number;
    const isAsked = wait === wait && at >= period.startMs && at < period.endMs && (isExcluded === null || source === null || isExcluded[source[row] as number] === 0);
    groups[row] = !isAsked ? none : index === null ? 0 : (index[row] as number);
  }
  return groups;
};

/** Key of each hour of the week in the cells. */
export const hourKeys = Array.from({ length: weekHours }, (_, hour) => String(hour).padStart(3, '0'));
const byHour: OrderedKeys = { names: hourKeys, rankOf: Uint32Array.from(hourKeys, (_, hour) => hour) };

const ownerFields = ['n', 'of5', 'in5'] as const;

/** Cells per group of the cut; without waits that can be told all of them are empty. */
export const leadResponseCells = (context: KpiContext, question: Question): readonly LeadResponseCells[] => {
  const { cut, options } = question;
  const groups = cut.groups.length;
  const rows = leadRows(context);
  const asked = waitOptionsOf(options);
  const waits = leadWaits(context, asked);
  const sums = Array.from({ length: groups }, newCounts);
  const exact = createTwoLimbSum(exactSums.length * groups);
  const exactOf = (group: number): Record<(typeof exactSums)[number], Float64Array> =>
    Object.fromEntries(exactSums.map((name, i) => [name, exactCell(exact.exact(exactSums.length * group + i))])) as Record<(typeof exactSums)[number], Float64Array>;
  if (waits === null) return sums.map((sum, group) => ({ ...sum, ...exactOf(group), waits: emptySparse, owners: new Map(), ownerCounts: new Map(), hours: new Map() }));

  const groupOf = responseGroups(context, waits, question);
  const { clock, contacts, waitMs, assignedMs } = waits;
  const { hour, isOpen } = leadHours(context, rows);
  const isCompared = question.isEarlier === true;
  const toldGroups = isCompared ? 0 : groups;
  const owner = rows.dimension('owner_id');
  const ownerKeys = orderedKeys(owner);
  const ofOwner = waitSlots(groupOf, toldGroups, owner?.codes ?? null, ownerKeys.names.length);
  const ownerSums = new Float64Array(ownerFields.length * ofOwner.pairs.length);
  const maturity = maturityOf(context, leadLives(context, { denominator: 'received', dedupe: asked.dedupe }), leadHorizon(options));
  const [start5, start30, startWeek] = [clock.latestStart(5 * minuteMs, context.asOfMs), clock.latestStart(30 * minuteMs, context.asOfMs), context.asOfMs - weekMs];
  /** Adds a step of the way from receipt to conversation; ends that lie further apart the wrong way than clocks differ are no step. */
  const addStep = (cell: number, fromMs: number, toMs: number): boolean => {
    if (!(toMs - fromMs >= -clockSkewMs)) return false;
    exact.add(cell, clock.waited(fromMs, toMs));
    return true;
  };
  for (let row = 0; row < rows.length; row++) {
    const group = groupOf[row] as number;
    const sum = sums[group];
    if (sum === undefined) continue;
    const received = rows.receivedMs[row] as number;
    const wait = waitMs[row] as number;
    const answered = isAnswered(waits, row);
    sum.leads++;
    const ownerAt = isCompared ? -1 : ownerFields.length * (ofOwner.slotOf[row] as number);
    if (ownerAt >= 0) addTo(ownerSums, ownerAt);
    if (received <= start5) {
      const in5 = answered && wait <= 5 * minuteMs;
      sum.of5++;
      if (in5) sum.in5++;
      if (ownerAt >= 0) {
        addTo(ownerSums, ownerAt + 1);
        if (in5) addTo(ownerSums, ownerAt + 2);
      }
    }
    if (received <= start30) {
      sum.of30++;
      if (answered && wait <= 30 * minuteMs) sum.in30++;
    }
    if (received <= startWeek) {
      sum.ofWeek++;
      if (!answered) sum.never++;
    }
    sum.prior += contacts.hasPrior[row] as number;
    sum.autoReplied += contacts.hadAutoReply[row] as number;
    if (isOpen !== null && isOpen[row] === 0) sum.outside++;
    const bin = answered ? binOf(wait) : waitBins.length;
    addTo(sum.binN, bin);
    if (maturity.isMature(row)) {
      addTo(sum.binMatured, bin);
      if (maturity.isQualified(row)) addTo(sum.binQualified, bin);
    }
    const cell = exactSums.length * group;
    const assigned = assignedMs === null ? NaN : (assignedMs[row] as number);
    if (addStep(cell + 2, received, assigned)) sum.routingN++;
    if (!answered) continue;
    sum.answered++;
    exact.add(cell, wait);
    exact.addProduct(cell + 1, wait, wait);
    const contact = contacts.firstMs[row] as number;
    if (addStep(cell + 3, assigned, contact)) sum.pickupN++;
    const met = contacts.metMs === null ? NaN : (contacts.metMs[row] as number);
    // Whoever called first by itself was reached before it was called.
    if (met === met) {
      sum.reachN++;
      exact.add(cell + 4, clock.waited(contact, met));
    }
  }
  const all = waitsOfGroups(waits, groupOf, groups);
  const owners = waitsByValue(waits, ofOwner, toldGroups, ownerKeys);
  const hours = waitsByValue(waits, waitSlots(groupOf, toldGroups, hour, weekHours), toldGroups, byHour);
  const counts = countsByOwner(toldGroups, ofOwner.pairs, ownerSums, ownerKeys);
  const none: CellMap = new Map();
  return sums.map((sum, group): LeadResponseCells => ({
    ...sum, ...exactOf(group), waits: all[group] ?? emptySparse, owners: owners[group] ?? none, ownerCounts: counts[group] ?? none, hours: hours[group] ?? none,
  }));
};

/** Counts by owner for every group, keys ascending whatever the order of rows. */
const countsByOwner = (groups: number, pairs: WaitSlots['pairs'], sums: Float64Array, { names, rankOf }: OrderedKeys): readonly KeyTable[] => {
  const found = Array.from({ length: groups }, () => new Float64Array(ownerFields.length * names.length));
  pairs.forEach(({ group, code }, slot) => {
    found[group]?.set(sums.subarray(slot * ownerFields.length, (slot + 1) * ownerFields.length), ownerFields.length * (rankOf[code] as number));
  });
  return found.map((dense) => KeyTable.ofDense(names, ownerFields, dense));
};
