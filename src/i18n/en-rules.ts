/** What loading did to rows or cells, as every figure of the table tells it. Same rules as `en.ts`. */
export const enRules = {
  'issue.CONSTANT_COLUMN': 'is \u201c{value}\u201d in all rows, as the page says.',
  'issue.CONSTANT_NONE': 'has no value in any row, as the page says.',
  'rule.CONSTANT_COLUMN': { one: '{column} is \u201c{value}\u201d in {n} row: the page says so (constants).', other: '{column} is \u201c{value}\u201d in all {n} rows: the page says so (constants).' },
  'rule.DQ_DELETED': { one: '{n} row left out: marked as deleted in the source.', other: '{n} rows left out: marked as deleted in the source.' },
  'rule.DQ_ARCHIVED': { one: '{n} row left out: marked as archived in the source.', other: '{n} rows left out: marked as archived in the source.' },
  'rule.DQ_TEST': { one: '{n} row left out: marked as a test. If it is none, take the mark away in the source.', other: '{n} rows left out: marked as tests. Those that are none: take the mark away in the source.' },
  'rule.DQ_DAY_PRECISION': { one: '{n} time is a whole day only: nothing is said in minutes. Export it with the time of day.', other: '{n} times are whole days only: nothing is said in minutes. Export them with the time of day.' },
  'rule.DQ_PROB_MIXED': { one: '{n} probability below 1 stands among percentages and was read as one. Give all of them in percent, or all as shares.', other: '{n} probabilities below 1 stand among percentages and were read as such. Give all of them in percent, or all as shares.' },
  'rule.MISSING_AS_TOLD': { one: '{n} value stands for \u201cno value\u201d, as the page says (missing).', other: '{n} values stand for \u201cno value\u201d, as the page says (missing).' },
  'rule.CLOSE_DATE_OF_OPEN_DEALS': {
    one: '{n} open deal has a closing date: it was read as the expected one. Close the deal in the source if it is decided.',
    other: '{n} open deals have a closing date: it was read as the expected one. Close those in the source that are decided.',
  },
  'rule.LIST_PRICE_FOR_OPEN_DEALS': {
    one: '{n} open deal without amount took the list price of its product, as the page says (listPriceForOpenDeals).',
    other: '{n} open deals without amount took the list price of their product, as the page says (listPriceForOpenDeals).',
  },
  'rule.ZERO_IS_NULL': {
    one: '{n} amount of 0 was read as not given. If it is meant, set zeroIsNull to false.',
    other: '{n} amounts of 0 were read as not given. If they are meant, set zeroIsNull to false.',
  },
} as const;
