/** Longest stretch of own work between two turns of the event loop, in milliseconds: half a frame at 60 Hz. */
export const sliceMs = 8;

/** Lets waiting tasks run. A message is a macrotask without the 4 ms floor that nested timers have. */
export const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof MessageChannel === 'undefined') {
      setTimeout(resolve, 0);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

/** A pacer: `due()` tells when the slice is used up, `rest()` gives way and begins the next one. */
export const createPacer = (ms: number = sliceMs): { due(): boolean; rest(): Promise<void> } => {
  let endsAt = performance.now() + ms;
  return {
    due: () => performance.now() >= endsAt,
    rest: async () => {
      await nextTurn();
      endsAt = performance.now() + ms;
    },
  };
};
