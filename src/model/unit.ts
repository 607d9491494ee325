/** What a KPI's value is counted in; `ratio` is a share or other quotient without unit. */
export type Unit = 'ratio' | 'days' | 'minutes' | 'money' | 'count' | 'touches' | 'index';
