interface UrlPolicy { createScriptURL(url: string): unknown }
interface PolicyFactory { createPolicy(name: string, rules: { createScriptURL(url: string): string }): UrlPolicy }

/** Two copies of the library on one page share the policy: a page may allow its name only once. */
const shared = Symbol.for('kennzahl.worker-url-policy');
type Holder = typeof globalThis & { trustedTypes?: PolicyFactory; [shared]?: UrlPolicy | null };

const createPolicy = (factory: PolicyFactory): UrlPolicy | null => {
  try {
    return factory.createPolicy('kennzahl', {
      createScriptURL: (url) => {
        const { protocol, origin } = new URL(url, document.baseURI);
        if (origin !== location.origin || !['https:', 'http:', 'blob:'].includes(protocol)) throw new TypeError('kennzahl: a worker must come from this origin');
        return url;
      },
    });
  } catch {
    // The page does not allow the name; the constructor then refuses the URL and the ladder goes on.
    return null;
  }
};

/** A worker's URL as pages under `require-trusted-types-for 'script'` accept it; other pages see the URL itself. */
export const trustedWorkerUrl = (url: string | URL): string | URL => {
  const holder = globalThis as Holder;
  const factory = holder.trustedTypes;
  if (factory === undefined) return url;
  holder[shared] ??= createPolicy(factory);
  return holder[shared] === null ? url : (holder[shared].createScriptURL(String(url)) as string);
};
