// What a refusal says is for people, and tests ask only that and how it refuses: texts in `throw` are not mutated.
import { PluginKind, declareValuePlugin } from '@stryker-mutator/api/plugin';

const errorTexts = { shouldIgnore: (path) => (path.isThrowStatement() ? 'The text of a refusal is for people' : undefined) };

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'error-texts', errorTexts)];
