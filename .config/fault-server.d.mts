import type { IncomingMessage, ServerResponse } from 'node:http';
export function createScripts(): (incoming: IncomingMessage, response: ServerResponse) => Promise<boolean>;
