import type { EngineConfig } from '../model/config.js';
import type { Engine } from './engine.js';
import type { EngineParts } from './engine-parts.js';
import { EngineState } from './engine-state.js';
import { createLoading } from './loading.js';
import { createQuestions } from './questions.js';

export const assembleEngine = <Context, Read>(parts: EngineParts<Context, Read>, initial: EngineConfig = {}): Required<Engine> => {
  const state = new EngineState(parts, initial);
  const { load, addRows, steps, configure } = createLoading(parts, state);
  const { compute, soFar, rows, describe, clear } = createQuestions(parts, state, steps);
  return {
    load,
    append: (table, added, options) => addRows(table, added, null, options),
    upsert: (table, added, { key = 'id', ...options } = {}) => addRows(table, added, key, options),
    compute,
    soFar,
    rows,
    configure,
    prepare: async (kpi) => {
      state.assertOpen();
      await parts.answering({ kpi });
    },
    describe,
    inspect: async (input, { signal } = {}) => {
      state.assertOpen();
      return parts.inspect(input, { config: state.data.config, signal: state.until(signal) });
    },
    close: () => {
      state.close();
      clear(state.until().reason);
      return Promise.resolve();
    },
  };
};
