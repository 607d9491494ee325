/** What loading does to rows or cells that every number of the table carries in its provenance. */
const loadRules = {
  DQ_PARTIAL: true, DQ_LOADING: true, DQ_DUPLICATES: true, DQ_DELETED: true, DQ_ARCHIVED: true, DQ_TEST: true, DQ_DAY_PRECISION: true, DQ_PROB_MIXED: true, MISSING_AS_TOLD: true,
  CLOSE_DATE_OF_OPEN_DEALS: true, LIST_PRICE_FOR_OPEN_DEALS: true, ZERO_IS_NULL: true, CONSTANT_COLUMN: true,
} as const;

export type LoadRuleCode = keyof typeof loadRules;

export const loadRuleCodes = Object.keys(loadRules) as readonly LoadRuleCode[];

export const isLoadRule = (code: string): code is LoadRuleCode => Object.hasOwn(loadRules, code);

/** A rule that is about one column, and what it says of it. */
export interface RuleOfColumn { readonly column?: string; readonly value?: string }
