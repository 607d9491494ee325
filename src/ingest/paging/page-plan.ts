import type { Paging, PagingMode } from '../../model/paging.js';

/** Where an answer says how to go on. */
export interface NextPlace {
  readonly mode: 'cursor' | 'link';
  /** Dots between keys. */
  readonly at: string;
  /** Query parameter that takes a cursor. */
  readonly param?: string;
  /** A truth value beside it: `false` (or for `ends` `true`) tells that this was the last page, whatever else is there. */
  readonly goesOn?: string;
  readonly ends?: string;
}

export interface OffsetPlan { readonly param: string; readonly sizeParam: string; readonly size: number | null; readonly by: 'rows' | 'pages'; readonly start: number }

/** How one input is read page by page. */
export interface PagePlan {
  readonly places: readonly NextPlace[];
  readonly usesLinkHeader: boolean;
  readonly offset: OffsetPlan | null;
  readonly maxPages: number;
  readonly maxRows: number;
  readonly allOrNothing: boolean;
}

const mostPages = 1_000;

/** Names that tell by themselves what they are, for interfaces without a preset. */
const usualPlaces: readonly NextPlace[] = [
  { mode: 'cursor', at: 'paging.next.after', param: 'after' },
  { mode: 'cursor', at: 'additional_data.next_cursor', param: 'cursor' },
  { mode: 'cursor', at: 'next_cursor', param: 'cursor' },
  { mode: 'link', at: 'nextRecordsUrl' },
  { mode: 'link', at: '@odata.nextLink' },
  { mode: 'link', at: 'links.next' },
];

/** Pages as the input asks for them, else as its vendor hands them out; null = the answer is the whole. */
export const pagePlan = (given: PagingMode | Paging | undefined, ofVendor: readonly NextPlace[]): PagePlan | null => {
  const paging: Partial<Paging> = typeof given === 'string' ? { mode: given } : given ?? {};
  const { mode, next, param, size = null, sizeParam = 'limit', by = 'rows', start = 0, maxPages = mostPages, maxRows = Infinity, allOrNothing = false } = paging;
  const rest = { maxPages, maxRows, allOrNothing };
  if (mode === 'none' || (mode === undefined && ofVendor.length === 0)) return null;
  if (mode === 'offset') return { places: [], usesLinkHeader: false, offset: { param: param ?? 'offset', sizeParam, size, by, start }, ...rest };
  if (mode !== undefined && next !== undefined) return { places: [{ mode, at: next, param: param ?? 'cursor' }], usesLinkHeader: false, offset: null, ...rest };
  const own = ofVendor.filter((place) => mode === undefined || place.mode === mode);
  const places = own.length > 0 ? own : usualPlaces.filter((place) => place.mode === mode);
  return {
    places: param === undefined ? places : places.map((place) => (place.mode === 'cursor' ? { ...place, param } : place)),
    usesLinkHeader: mode === 'link' && own.length === 0, offset: null, ...rest,
  };
};

/** What must be looked for in every answer. */
export const watchedPaths = ({ places }: PagePlan): ReadonlySet<string> =>
  new Set(places.flatMap(({ at, goesOn, ends }) => [at, goesOn, ends]).filter((path) => path !== undefined));
