/** A number as text; a dash for what was not measured. */
export const format = (value, digits = 0) => (value === undefined || value === null || Number.isNaN(value) ? '–' : value.toFixed(digits));

export const median = (values) => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
};

/** Where the least-squares line through (x, y) meets x = 0. */
export const interceptOf = (xs, ys) => {
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [middle, height] = [mean(xs), mean(ys)];
  const slope = xs.reduce((sum, x, i) => sum + (x - middle) * (ys[i] - height), 0) / xs.reduce((sum, x) => sum + (x - middle) ** 2, 0);
  return height - slope * middle;
};

export const largest = (values) => values.reduce((most, value) => Math.max(most, value), 0);

/** Prints columns aligned: the first to the left, the rest to the right. */
export const table = (title, header, lines) => {
  process.stdout.write(`\n${title}\n`);
  const all = [header, ...lines].map((line) => line.map(String));
  const widths = header.map((_, column) => largest(all.map((line) => line[column].length)));
  for (const line of all) process.stdout.write(`${line.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('  ')}\n`);
};
