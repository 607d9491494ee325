import type { Plugin } from 'vite';

export const workerInPartsOfVite: () => Plugin;
