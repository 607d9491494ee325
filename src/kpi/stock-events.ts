/** End day of an interval that has not ended before asOf. */
export const stillOpen = 2_147_483_647;

/** How an interval begins and ends; changes of amount and place end one interval and begin the next. */
export const entry = { created: 0, reopened: 1, amount: 2, moved: 3 } as const;
export const exit = { none: 0, won: 1, lost: 2, amount: 3, moved: 4 } as const;
