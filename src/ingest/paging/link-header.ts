/** One target of the header: `<address>` and its parameters up to the next comma outside quotes. */
const target = /<([^>]*)>((?:\s*;\s*[^\s=;,]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^",;\s]*))?)*)/gu;
const parameter = /;\s*([^\s=;,]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^",;\s]*)))?/gu;

/** The relations of a target: only its first `rel` counts, which may name several. */
const relationsOf = (parameters: string): readonly string[] => {
  const rel = [...parameters.matchAll(parameter)].find(([, name]) => name?.toLowerCase() === 'rel');
  return (rel?.[2] ?? rel?.[3] ?? '').toLowerCase().split(/\s+/u);
};

/** The address that a Link header (RFC 8288) names as `next`; null where it names none. Relative addresses stay so. */
export const nextInLinkHeader = (header: string | null): string | null => {
  for (const [, address = '', parameters = ''] of (header ?? '').matchAll(target)) if (relationsOf(parameters).includes('next')) return address;
  return null;
};
