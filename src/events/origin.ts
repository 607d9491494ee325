/** Who caused an event: the page's first load, the user, or a refresh by itself. Never the host setting a property. */
export type Origin = 'initial' | 'user' | 'auto';
