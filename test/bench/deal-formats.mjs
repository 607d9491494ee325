import { columnFromArray, dictionary, float64, tableFromColumns, tableToIPC, timestamp, TimeUnit, utf8 } from '@uwdata/flechette';
import { createWriteStream, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dealHeader, writeDeals } from './company-rows.mjs';

const names = dealHeader.split(',');
const instants = new Set(['created_at', 'first_contact_at', 'closed_at', 'expected_close_at']);
const texts = new Set(['id', 'name']);
/** A header line stands before the first block only. */
const cellsOf = (block) => block.split('\n').filter((line) => line !== '' && line !== dealHeader).map((line) => line.split(','));

/** A deal as an API would send it: numbers as numbers, what is not given as null. */
const objectOf = (cells) => Object.fromEntries(names.map((name, i) => [name, cells[i] === '' ? null : name === 'amount' ? Number(cells[i]) : cells[i]]));

const writeTexts = async (file, rows, [open, between, close]) => {
  const stream = createWriteStream(file);
  const blocks = [];
  writeDeals(rows, (block) => blocks.push(block));
  let isFirst = true;
  for (const block of blocks) {
    const lines = cellsOf(block).map((cells) => JSON.stringify(objectOf(cells)));
    if (lines.length === 0) continue;
    if (!stream.write(`${isFirst ? open : between}${lines.join(between)}`)) await new Promise((resolve) => stream.once('drain', resolve));
    isFirst = false;
  }
  await new Promise((resolve) => stream.end(close, resolve));
};

const writeArrow = (file, rows) => {
  const columns = names.map(() => []);
  writeDeals(rows, (block) => {
    for (const cells of cellsOf(block)) cells.forEach((cell, i) => columns[i].push(cell === '' ? null : instants.has(names[i]) ? Date.parse(cell) : names[i] === 'amount' ? Number(cell) : cell));
  });
  const typeOf = (name) => (instants.has(name) ? timestamp(TimeUnit.MILLISECOND) : name === 'amount' ? float64() : texts.has(name) ? utf8() : dictionary(utf8()));
  writeFileSync(file, tableToIPC(tableFromColumns(names.map((name, i) => [name, columnFromArray(columns[i], typeOf(name))])), { format: 'stream' }));
};

const writers = {
  json: (file, rows) => writeTexts(file, rows, ['[', ',', ']']),
  ndjson: (file, rows) => writeTexts(file, rows, ['', '\n', '\n']),
  arrow: writeArrow,
};

/** The deals of `company-rows.mjs` in another format, written once; answers the file's name. */
export const dealsAs = async (folder, rows, format) => {
  const name = `deals-${rows}.${format}`;
  if (!existsSync(join(folder, name))) await writers[format](join(folder, name), rows);
  return name;
};
