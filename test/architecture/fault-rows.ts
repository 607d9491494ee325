/** Where a fault is provoked in a browser: row of the table of faults, the test file in `test/browser`, words of the test's title or its `row`. */
export type FaultRow = readonly [row: number, file: string, words: string];

const inTable = (row: number): FaultRow => [row, 'data-faults.test.ts', `row: ${row},`];
const onNetwork = (row: number): FaultRow => [row, 'network-faults.test.ts', `row: ${row},`];
const asFigure = (row: number): FaultRow => [row, 'data-faults.test.ts', `(row ${row})`];
const goesOn = (row: number): FaultRow => [row, 'network-goes-on.test.ts', `(row ${row})`];

export const faultRows: readonly FaultRow[] = [
  inTable(1), inTable(2), inTable(3), inTable(4), inTable(5), inTable(6), inTable(7), inTable(8), asFigure(9), asFigure(10), asFigure(11),
  inTable(12), inTable(13), inTable(14), inTable(15), inTable(16), onNetwork(17), goesOn(17), onNetwork(18), inTable(19), onNetwork(20), inTable(20),
  inTable(21), asFigure(22), asFigure(23), inTable(23), inTable(24), inTable(25), asFigure(25), asFigure(26), asFigure(27), asFigure(28), asFigure(29), asFigure(30),
  inTable(31), asFigure(31),
  onNetwork(32), goesOn(33), onNetwork(34), goesOn(34), onNetwork(35), goesOn(35), onNetwork(36), goesOn(36), onNetwork(37), onNetwork(38), onNetwork(39),
  onNetwork(40), goesOn(40), onNetwork(41), goesOn(41), onNetwork(42), inTable(42), onNetwork(43), goesOn(44), inTable(44), onNetwork(45), onNetwork(46),
  onNetwork(47), onNetwork(48), onNetwork(49), goesOn(49), goesOn(50), [50, 'bad-input-timing.test.ts', 'wins, though the first answers last'],
  goesOn(51), [51, 'many-widgets.test.ts', 'share one worker and one request'], goesOn(52), onNetwork(53), goesOn(53),
  [43, 'nth-event.test.ts', 'after each n-th byte'],
  [91, 'hostile-settings.test.ts', 'is refused with a text in both languages, and nothing runs'], [91, 'network-goes-on.test.ts', 'not asked where the page allows other origins only'],
  [92, 'hostile-settings.test.ts', 'are refused before anything is asked'], [92, 'hostile-settings.test.ts', 'appear in no message, event, report or console'],
  asFigure(93),
];

/** Tables that the tests of a file go through. */
export const tablesOf: Readonly<Record<string, readonly string[]>> = { 'data-faults.test.ts': ['test/fixtures/data-faults.ts'] };
