/** Numbers of the size that the kit's pictures have: a course of 12 months, three curves over 90 days, five stages. */
const wave = (i: number, phase: number): number => 50 + 30 * Math.sin(i / 7 + phase) + ((i * 37) % 11);

export const course = (widget: number): readonly number[] => Array.from({ length: 12 }, (_, i) => wave(i, widget));
export const curves = (widget: number): readonly (readonly number[])[] => [0, 1, 2].map((curve) => Array.from({ length: 90 }, (_, day) => wave(day, widget + curve)));
export const stages = (widget: number): readonly { readonly name: string; readonly value: number }[] =>
  ['Qualified', 'Demo', 'Proposal', 'Negotiation', 'Contract'].map((name, i) => ({ name, value: 500 - i * 90 + widget }));
export const months = Array.from({ length: 12 }, (_, i) => `2024-${i + 1}`);
export const days = Array.from({ length: 90 }, (_, day) => day);
