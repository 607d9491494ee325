/** How a figure stands to its target. */
export type Status = 'good' | 'warn' | 'bad' | 'unknown';
