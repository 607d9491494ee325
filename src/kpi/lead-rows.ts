import { instantOf, textOf } from './columns.js';
import type { KpiContext } from './context.js';
import { futureLeads, leadIndex } from './deal-links.js';
import { leadDimension } from './lead-dimensions.js';
import { leadAt, type LeadRows } from './lead-layout.js';

/** The leads of a dataset, built once. Those received at or after asOf (`DQ_FUTURE`) or without receipt (`DQ_NO_START`) are dropped. */
export const leadRows = (context: KpiContext): LeadRows => context.memo('lead-rows', () => {
  const table = context.tables.get('leads');
  const received = instantOf(table, 'received_at');
  const count = table?.rowCount ?? 0;
  const isFuture = futureLeads(context);
  let dropped = 0;
  let undated = 0;
  for (let lead = 0; lead < count; lead++) {
    const at = received === null ? NaN : (received.ms[lead] as number);
    if (at !== at) undated++;
    if (at !== at || isFuture[lead] === 1) dropped++;
  }
  context.rules.set('DQ_NO_START', 'leads', undated);
  let source: Uint32Array | null = null;
  if (dropped > 0 || received === null) {
    source = new Uint32Array(count - dropped);
    for (let lead = 0, next = 0; received !== null && lead < count; lead++) if ((received.ms[lead] as number) < context.asOfMs) source[next++] = lead;
  }
  const receivedMs = received === null ? new Float64Array(0) : source === null ? received.ms : Float64Array.from(source, (lead) => received.ms[lead] as number);
  const rows: LeadRows = {
    length: count - dropped, sources: table === undefined ? [] : ['leads'], excluded: dropped, source, receivedMs, receivedIsDay: received?.precision === 'day',
    dimension: (name) => context.memo(`lead-dimension ${name}`, () => leadDimension(context, rows, name)),
  };
  return rows;
});

/** What the bootstrap weighs the lead of a row by: fnv1a32 of its id; without ids the row's number. */
export const leadHashes = (context: KpiContext): ((row: number) => number) => {
  const rows = leadRows(context);
  const hashes = textOf(context.tables.get('leads'), 'id') === null ? null : leadIndex(context)?.hashes ?? null;
  return (row) => (hashes === null ? leadAt(rows, row) : (hashes[leadAt(rows, row)] as number));
};
