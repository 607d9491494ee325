// Type checks the bindings inside Lit templates. lit-analyzer finds what no other tool here sees, but was last released
// before `nothing` became the way to leave an attribute or a listener out, and takes it for a wrong symbol.
import { createRequire } from 'node:module';
import { argv, chdir, exit } from 'node:process';
import { root } from './project.mjs';

const require = createRequire(import.meta.url);
const bindings = require('lit-analyzer/lib/rules/util/type/extract-binding-types.js');
const extract = bindings.extractBindingTypes;

const isSymbol = ({ kind }) => kind === 'ES_SYMBOL_UNIQUE' || kind === 'ES_SYMBOL';

function withoutNothing(type) {
  if (type.kind !== 'UNION') return type;
  const types = type.types.filter((one) => !isSymbol(one));
  return types.length === 1 ? types[0] : { ...type, types };
}

bindings.extractBindingTypes = (assignment, context) => {
  const types = extract(assignment, context);
  const mayBeLeftOut = assignment.htmlAttr.kind === 'ATTRIBUTE' || assignment.htmlAttr.kind === 'EVENT_LISTENER';
  return mayBeLeftOut ? { ...types, typeB: withoutNothing(types.typeB) } : types;
};

chdir(root);
argv.splice(
  2,
  Infinity,
  '--strict',
  ...['--maxWarnings', '0'],
  // Which module registers an element is the business of define.ts, so a template need not import it.
  ...['--rules.no-missing-import', 'off'],
  // It knows the CSS of its last release, without color-scheme or light-dark().
  ...['--rules.no-invalid-css', 'off'],
  'src/{elements,paint}/**/*.ts',
);
await require('lit-analyzer').cli().catch((error) => {
  console.error(error);
  exit(1);
});
