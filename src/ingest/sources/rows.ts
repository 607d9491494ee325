import type { DataInputSource } from '../../model/input.js';
import type { Opened } from './opened.js';

export const openRows = (input: DataInputSource): Opened =>
  ({ kind: 'rows', rows: input.rows as readonly unknown[], label: input.label ?? 'the given rows' });
