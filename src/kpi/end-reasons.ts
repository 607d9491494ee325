/** Ends that nobody chose: the payment failed, or the customer is no more. Each begins at a word's beginning. */
const involuntaryWords: readonly string[] = [
  'involuntary', 'payment fail', 'failed payment', 'payment declined', 'credit card', 'card declined', 'card expired', 'expired card', 'chargeback', 'non payment',
  'nonpayment', 'unpaid', 'delinquen', 'dunning', 'overdue', 'bankrupt', 'insolven', 'out of business', 'company closed', 'closed down', 'liquidat', 'deceased', 'fraud',
  'unfreiwillig', 'kreditkarte', 'rücklastschrift', 'rückbuchung', 'zahlungsausfall', 'zahlungsverzug', 'nicht bezahlt', 'mahnung', 'geschäftsaufgabe', 'betriebsaufgabe',
  'firma aufgelöst', 'verstorben', 'betrug',
];

/** Whether an end was the customer's own decision, by the words of its reason; null = no reason noted. */
export const isVoluntary = (reason: string | null): boolean | null => {
  if (reason === null) return null;
  const words = ` ${reason.toLowerCase().split(/[^\p{L}\p{N}]+/u).join(' ')}`;
  return !involuntaryWords.some((beginning) => words.includes(` ${beginning}`));
};
