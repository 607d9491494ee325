/** How people call the values of a dimension, by dimension and value: `{ owner_id: { u01: 'Jana Lang' } }`. Keys stay what the data says. */
export type SegmentNames = Readonly<Record<string, Readonly<Record<string, string>>>>;
