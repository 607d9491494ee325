import type { Ink, Stroke } from '../model/scene.js';

/** A token role as paint; presentation attributes take `var()`, so no style string is needed. */
export const paintOf = (ink: Ink): string => (ink === 'none' ? 'none' : `var(--kpi-${ink})`);

export const dashes = { target: '4 3', reference: '2 2.5', open: '1 3' } as const;

export const dashOf = (stroke: Stroke | undefined): string => (stroke?.dash ? dashes[stroke.dash] : 'none');

/** Dotted lines are dots only with round ends. */
export const capOf = (stroke: Stroke | undefined): 'round' | 'butt' => (stroke?.dash === 'open' ? 'round' : 'butt');
