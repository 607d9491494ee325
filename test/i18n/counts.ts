/** Facts of any note, whatever it counts by, all counts alike. */
export const countsOf = (count: number): Readonly<Record<string, string | number>> => ({
  n: count, h: count, d: count, k: count,
  p: 0.25, x: 0.1, c: 'Fair', rep: 'Ann', cell: 'Web', dim: 'Region', date: '2050-01-01', list: 'EUR, USD', table: 'deals', column: 'amount', side: 0,
});
