/** Plain deals as a page has them from its own API: 15 fields, ISO times, every sixth open. */
export const hostRows = (count: number): readonly Readonly<Record<string, unknown>>[] => Array.from({ length: count }, (_, i) => {
  const created = Date.UTC(2022, 6, 1) + ((i * 7919) % 1095) * 86_400_000 + (i % 86_400) * 1000;
  const closed = new Date(created + (1 + (i % 80)) * 86_400_000).toISOString();
  const status = i % 6 === 0 ? 'open' : i % 5 < 2 ? 'won' : 'lost';
  return {
    id: `D${i}`, name: `Deal ${i} for account ${i % 800_000}`, created_at: new Date(created).toISOString(), first_contact_at: new Date(created - 86_400_000).toISOString(),
    closed_at: status === 'open' ? null : closed, expected_close_at: closed.slice(0, 10), stage: status === 'open' ? `Stage ${1 + (i % 5)}` : 'Closed', status, amount: ((i * 31) % 1_000_000) / 100,
    owner_id: `u${i % 200}`, source: `s${i % 8}`, segment: `g${i % 4}`, region: 'DE', product_id: `p${i % 12}`, account_id: `A${i % 800_000}`,
  };
});
