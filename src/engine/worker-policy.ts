/** Directives that speak of workers, the first that a policy has. */
const workerDirectives = ['worker-src', 'child-src', 'script-src', 'default-src'] as const;

/** Whether a policy of the page lets a worker start from memory (`blob:`). */
export const allowsBlobWorkers = (policy: string): boolean => {
  const directives = new Map(policy.split(';').map((directive) => {
    const [name = '', ...sources] = directive.trim().toLowerCase().split(/\s+/u);
    return [name, sources] as const;
  }));
  const sources = workerDirectives.map((name) => directives.get(name)).find((found) => found !== undefined);
  return sources === undefined || sources.includes('blob:');
};

export interface PolicyWatch {
  /** A worker was refused by a policy that refuses one from memory, too: trying it would only be reported once more. */
  forbidsBlobs(): boolean;
  stop(): void;
}

/**
 * A page cannot ask what its policy allows; a refusal tells. So the first refused worker cannot be avoided, the next can.
 * Worthless where there is no page.
 */
export const watchPolicy = (): PolicyWatch => {
  let forbids = false;
  if (typeof document === 'undefined') return { forbidsBlobs: () => false, stop: () => undefined };
  const onViolation = ({ effectiveDirective, disposition, originalPolicy }: SecurityPolicyViolationEvent): void => {
    if (effectiveDirective === 'worker-src' && disposition === 'enforce' && !allowsBlobWorkers(originalPolicy)) forbids = true;
  };
  document.addEventListener('securitypolicyviolation', onViolation);
  return { forbidsBlobs: () => forbids, stop: () => document.removeEventListener('securitypolicyviolation', onViolation) };
};
