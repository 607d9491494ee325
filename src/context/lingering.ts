/**
 * Puts off what an element does when it leaves the page until the task is over: an element moved within one task
 * (sorted lists, frameworks) keeps its data and picture.
 */
export const createLinger = (leave: () => void): { leaving(): void; back(): void } => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    leaving: () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        leave();
      });
    },
    back: () => {
      clearTimeout(timer);
      timer = undefined;
    },
  };
};
