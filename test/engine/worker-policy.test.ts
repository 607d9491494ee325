import { describe, expect, it } from 'vitest';
import { allowsBlobWorkers } from '../../src/engine/worker-policy.js';

describe('a policy lets a worker start from memory', () => {
  it.each([
    ["worker-src blob:", true], ["worker-src 'self' BLOB:; default-src 'none'", true], ["default-src 'self' blob:", true], ["img-src 'self'", true], ['', true],
    ["worker-src 'none'", false], ["worker-src 'self'", false], ["default-src 'none'; script-src 'self'", false], ["child-src 'self'; script-src blob:", false],
    ["script-src https: blob:; worker-src https:", false], ["default-src * ; script-src 'self' blob:", true],
  ])('%s: %s', (policy, allows) => expect(allowsBlobWorkers(policy)).toBe(allows));
});
