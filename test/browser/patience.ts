/** Deadlines and waits so short that a test can see them pass. */
export const patience = { answerMs: 1_200, idleMs: 1_200, totalMs: 4_000, callbackMs: 1_200, backoffMs: 20, longestWaitMs: 1_500 };
