/** Texts about data that comes in pages, takes its time, or is not the newest. Same rules as `en.ts`. */
export const enPaging = {
  'issue.whereOnPage': '{file}, row {row} (page {page}), {column}:',
  'issue.whereRowOnPage': '{file}, row {row} (page {page}):',
  'issue.PAGES_MISSING': { by: 'pages', one: 'only {pages} page is there, {rows} rows, so the figures are partial. The next one: {why}', other: 'only {pages} pages are there, {rows} rows, so the figures are partial. The next one: {why}' },
  'issue.PAGE_LOOP': 'leads back to a page that was read already, by \u201c{value}\u201d on page {page}. Nothing of it is used.',
  'issue.PAGE_ORIGIN': 'names a next page that is not on {origin}: {value}. Nothing of it is used.',
  'issue.PAGE_HEADER': 'its pages have different headers. Nothing of it is used.',
  'size.pages': 'pages',
  'caveat.DQ_PARTIAL': { one: 'Incomplete: loading ended after {n} row.', other: 'Incomplete: loading ended after {n} rows.' },
  'load.partial': 'Partial',
  'load.computing': 'Computing',
  'load.rows': { one: '{n} row', other: '{n} rows' },
  'load.page': 'page {page}',
  'load.cancel': 'Cancel',
  'load.asOf': 'as of {age}',
  'load.asOfOffline': 'as of {age}, offline',
  'issue.CANCELLED': 'Cancelled.',
} as const;
