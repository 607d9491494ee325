import { origins } from './visit-page.js';

/** A step of a script; see `.config/fault-server.mjs`. */
export type Step = Readonly<Record<string, unknown>>;
export interface Asked { readonly method: string; readonly headers: Readonly<Record<string, string>>; readonly closedEarly: boolean; readonly at: number }
export interface Scripted { readonly url: string; asked(): Promise<readonly Asked[]> }

const { a, b } = await origins();
let last = 0;

const scriptOn = async (origin: string, steps: readonly Step[]): Promise<Scripted> => {
  const key = `page-${Math.floor(performance.timeOrigin)}-${++last}`;
  await fetch(`${origin}/script/${key}`, { method: 'PUT', body: JSON.stringify(steps) });
  return { url: `${origin}/scripted/${key}/deals.csv`, asked: async () => await (await fetch(`${origin}/script/${key}`)).json() as Asked[] };
};

/** An address that plays these steps over real sockets, one a request, the last for all further ones. */
export const scripted = (...steps: readonly Step[]): Promise<Scripted> => scriptOn(a, steps);
/** The same on the other origin. */
export const scriptedElsewhere = (...steps: readonly Step[]): Promise<Scripted> => scriptOn(b, steps);
