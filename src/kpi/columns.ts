import type { BooleanColumn, CategoryColumn, Column, GroupColumn, InstantColumn, NumberColumn, Table, TextColumn } from '../model/table.js';

/** Typed access to a table's columns; a column of another kind than asked for counts as absent. */
const columnOf = <K extends Column['kind']>(table: Table | undefined, name: string, kind: K) => {
  const column = table?.columns.get(name);
  return column?.kind === kind ? column : null;
};

export const textOf = (table: Table | undefined, name: string): TextColumn | null => columnOf(table, name, 'text') as TextColumn | null;
export const categoryOf = (table: Table | undefined, name: string): CategoryColumn | null => columnOf(table, name, 'category') as CategoryColumn | null;
export const instantOf = (table: Table | undefined, name: string): InstantColumn | null => columnOf(table, name, 'instant') as InstantColumn | null;
export const numberOf = (table: Table | undefined, name: string): NumberColumn | null => columnOf(table, name, 'number') as NumberColumn | null;
export const booleanOf = (table: Table | undefined, name: string): BooleanColumn | null => columnOf(table, name, 'boolean') as BooleanColumn | null;
export const groupOf = (table: Table | undefined, name: string): GroupColumn | null => columnOf(table, name, 'group') as GroupColumn | null;
