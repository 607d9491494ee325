/** Starts and never answers. */
export {};
