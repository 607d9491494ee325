/** How an interface hands its rows out: a cursor in each answer, the address of the next page, counted rows, or all at once. */
export type PagingMode = 'cursor' | 'link' | 'offset' | 'none';

/** How the pages of one address hang together. What is left out is as the preset has it, else as most interfaces do. */
export interface Paging {
  readonly mode: PagingMode;
  /** Where in the answer the cursor, or in mode `link` the address, of the next page stands: dots between keys. */
  readonly next?: string;
  /** Query parameter for the cursor; in mode `offset` for what was counted. Default `cursor` and `offset`. */
  readonly param?: string;
  /** Mode `offset`: rows to a page. Left out, the first page tells. */
  readonly size?: number;
  /** Mode `offset`: query parameter for `size`; default `limit`. */
  readonly sizeParam?: string;
  /** Mode `offset`: whether rows are counted (default) or pages. */
  readonly by?: 'rows' | 'pages';
  /** Mode `offset`: number of the first row or page; default 0. */
  readonly start?: number;
  /** Pages read at most; default 1,000. What lies behind is missing, and told to be. */
  readonly maxPages?: number;
  /** No page is asked for once there are so many rows. */
  readonly maxRows?: number;
  /** A page that does not come refuses the whole input; otherwise what came before it is kept and marked as partial. */
  readonly allOrNothing?: boolean;
}
