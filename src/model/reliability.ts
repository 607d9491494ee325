/** How far a figure can be relied on, by its cases and the width of its interval; `none` = there is no figure. */
export type Reliability = 'ok' | 'caution' | 'unreliable' | 'none';
