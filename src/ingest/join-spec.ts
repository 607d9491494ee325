import type { DataInputSource } from '../model/input.js';

/** By which column an input adds to the ones before it, and whose value stays where both have one. */
export interface JoinSpec { readonly on: string; readonly wins: 'earlier' | 'later' }

export const joinSpecOf = ({ join }: DataInputSource): JoinSpec | null =>
  join === undefined ? null : typeof join === 'string' ? { on: join, wins: 'earlier' } : { on: join.on, wins: join.wins ?? 'earlier' };
