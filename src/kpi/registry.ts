/** Every KPI by its id. */
export const kpis = {} as const;
