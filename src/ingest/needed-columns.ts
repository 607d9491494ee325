import { requiredColumns, type TableName } from '../model/schema.js';

/**
 * Required columns in which a row may still lack a value: a subscription without start was there before everything, one without end
 * still runs (the column must exist, so that "no end" is a statement).
 */
const mayBeMissing: Partial<Record<TableName, readonly string[]>> = {
  subscriptions: ['started_at', 'ended_at'],
  forecasts: ['period_end'],
};

/** Columns in which a row must have a value; `joinedOn`: the one by which an input adds to rows of others. */
export const neededColumns = (table: TableName, joinedOn: string | undefined): readonly string[] => {
  const all: readonly string[] = joinedOn === undefined ? requiredColumns[table] : [joinedOn];
  return all.filter((column) => !(mayBeMissing[table] ?? []).includes(column));
};
