/** A stock, or what was added to or taken from it. */
export interface WaterfallStep {
  readonly kind: 'stock' | 'flow';
  readonly name: string;
  readonly shortName: string;
  /** Signed: what this step adds. For stocks the stock itself. */
  readonly amount: number;
  readonly before: number;
  readonly after: number;
  /** Signed number of cases. */
  readonly count: number;
  /** As shown below the name; null = says nothing. */
  readonly countText: string | null;
}

type Entry = Pick<WaterfallStep, 'name' | 'shortName' | 'amount' | 'count' | 'countText'>;

/** The steps from one stock to the other, each beginning where the one before it ends. Nothing there and nothing moved: none. */
export const waterfallSteps = <E extends Entry>(start: E, flows: readonly E[], end: E): readonly (E & WaterfallStep)[] => {
  const stock = (entry: E): E & WaterfallStep => ({ ...entry, kind: 'stock', before: 0, after: entry.amount });
  let running = start.amount;
  const moved = flows.map((flow): E & WaterfallStep => ({ ...flow, kind: 'flow', before: running, after: running += flow.amount }));
  const all = [stock(start), ...moved, stock(end)];
  return all.every(({ amount, count }) => amount === 0 && count === 0) ? [] : all;
};
