/** A value that changes as a whole: frozen, told to whoever listens. A listener that throws hurts nobody else. */
export interface Readable<State> {
  readonly state: State;
  subscribe(listener: () => void): () => void;
}

export interface Store<State extends object> extends Readable<State> {
  /** Changes the named fields; nothing is told when none of them differs. */
  set(change: Partial<State>): void;
}

export const createStore = <State extends object>(initial: State): Store<State> => {
  let state: State = Object.freeze({ ...initial });
  const listeners = new Set<() => void>();
  return {
    get state() {
      return state;
    },
    set: (change) => {
      const keys = Object.keys(change) as (keyof State)[];
      if (keys.every((key) => Object.is(state[key], change[key]))) return;
      state = Object.freeze({ ...state, ...change });
      for (const listener of [...listeners]) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
};
