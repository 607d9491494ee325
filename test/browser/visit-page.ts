/** The two origins of the test server. */
export const origins = async (): Promise<{ readonly a: string; readonly b: string }> =>
  await (await fetch('/__test-server.json')).json() as { a: string; b: string };

export interface PageWish {
  readonly csp?: string;
  readonly body?: string;
  /** Policy of an iframe without an origin, such as `allow-scripts`. */
  readonly sandbox?: string;
}

/**
 * Opens a page of the test server in a frame, 1,000 × 800 px, loads modules in it and waits for what one of them posts
 * to its parent. What runs there is a page module: what a policy forbids is not hidden by a test runner's own rights.
 */
export const visitPage = async <Report extends object>(origin: string, modules: readonly string[], { csp, body, sandbox }: PageWish = {}): Promise<Report> => {
  const frame = document.createElement('iframe');
  frame.width = '1000';
  frame.height = '800';
  const query = new URLSearchParams();
  if (csp !== undefined) query.set('csp', csp);
  if (body !== undefined) query.set('body', body);
  if (sandbox !== undefined) query.set('sandbox', sandbox);
  for (const module of modules) query.append('module', module);
  const stop = new AbortController();
  const reported = new Promise<Report>((resolve, reject) => {
    addEventListener('message', ({ data, source }: MessageEvent<Report>) => {
      if (source === frame.contentWindow) resolve(data);
    }, { signal: stop.signal });
    setTimeout(() => reject(new Error(`no report from ${modules.join(', ')} within 20 s`)), 20_000);
  });
  frame.src = `${origin}/page?${query}`;
  document.body.append(frame);
  try {
    return await reported;
  } finally {
    stop.abort();
    frame.remove();
  }
};
