/** Who and what the invented company consists of. Every figure is made up; together they tell the stories worth finding. */
export const from = Date.UTC(2022, 6, 1);
/** Midnight of 1 July 2025 in Berlin: the company's books end here. */
export const until = Date.UTC(2025, 5, 30, 22);
export const timeZone = 'Europe/Berlin';
export const currency = 'EUR';
/** Monday to Friday, 8 to 18. */
export const businessHours = { tz: timeZone, week: [1, 2, 3, 4, 5].map((dow) => ({ dow, from: '08:00', to: '18:00' })), holidays: ['2024-12-25', '2024-12-26', '2025-01-01', '2025-04-18', '2025-04-21', '2025-05-01'] };

export interface Rep {
  readonly id: string; readonly name: string; readonly team: string; readonly startedAt: string; readonly trained: boolean;
  readonly weight: number;
  /** Odds factor on every stage: what this person adds to the leads given. */
  readonly skill: number;
  /** Share of leads from hard sources. */
  readonly hardLeads: number;
  readonly responseMedianMinutes: number;
  readonly neverAnswers: number;
  /** Chance that a customer leaves within 90 days; promises made in the sale come back. */
  readonly earlyChurn: number;
  readonly forecastBias: number;
}

export const reps: readonly Rep[] = [
  { id: 'u01', name: 'Brandt', team: 'North', startedAt: '2019-03-01', trained: true, weight: 15, skill: 1.05, hardLeads: 0.25, responseMedianMinutes: 8, neverAnswers: 0.02, earlyChurn: 0.05, forecastBias: 1.02 },
  { id: 'u02', name: 'Demir', team: 'North', startedAt: '2020-09-01', trained: true, weight: 13, skill: 1, hardLeads: 0.3, responseMedianMinutes: 4, neverAnswers: 0.01, earlyChurn: 0.04, forecastBias: 1 },
  { id: 'u03', name: 'Lang', team: 'South', startedAt: '2021-01-15', trained: true, weight: 9, skill: 1.45, hardLeads: 0.85, responseMedianMinutes: 5, neverAnswers: 0.02, earlyChurn: 0.04, forecastBias: 0.94 },
  { id: 'u04', name: 'Krüger', team: 'South', startedAt: '2020-02-01', trained: false, weight: 11, skill: 1.2, hardLeads: 0.35, responseMedianMinutes: 40, neverAnswers: 0.1, earlyChurn: 0.24, forecastBias: 1.3 },
  { id: 'u05', name: 'Hoffmann', team: 'North', startedAt: '2018-06-01', trained: true, weight: 12, skill: 0.97, hardLeads: 0.35, responseMedianMinutes: 10, neverAnswers: 0.03, earlyChurn: 0.05, forecastBias: 1.03 },
  { id: 'u06', name: 'Okafor', team: 'West', startedAt: '2021-10-01', trained: false, weight: 10, skill: 0.9, hardLeads: 0.4, responseMedianMinutes: 13, neverAnswers: 0.04, earlyChurn: 0.06, forecastBias: 1.06 },
  { id: 'u07', name: 'Weiss', team: 'West', startedAt: '2022-01-10', trained: false, weight: 9, skill: 0.85, hardLeads: 0.4, responseMedianMinutes: 21, neverAnswers: 0.05, earlyChurn: 0.06, forecastBias: 1.08 },
  { id: 'u08', name: 'Novak', team: 'West', startedAt: '2025-03-15', trained: false, weight: 8, skill: 0.65, hardLeads: 0.4, responseMedianMinutes: 50, neverAnswers: 0.08, earlyChurn: 0.08, forecastBias: 1.15 },
];

export interface Source { readonly id: string; readonly weight: number; readonly hard: boolean; readonly quality: number; readonly channel: string; readonly organic: boolean; readonly monthlySpend: number; readonly touches: number }

export const sources: readonly Source[] = [
  { id: 'Website', weight: 26, hard: false, quality: 1.1, channel: 'Website', organic: true, monthlySpend: 3200, touches: 4 },
  { id: 'Content', weight: 15, hard: false, quality: 1, channel: 'Content', organic: true, monthlySpend: 4100, touches: 6 },
  { id: 'Referral', weight: 9, hard: false, quality: 1.9, channel: 'Referral', organic: true, monthlySpend: 700, touches: 2 },
  { id: 'Paid search', weight: 20, hard: false, quality: 0.8, channel: 'Paid search', organic: false, monthlySpend: 11500, touches: 4 },
  { id: 'Trade fair', weight: 8, hard: false, quality: 0.95, channel: 'Trade fair', organic: false, monthlySpend: 5200, touches: 5 },
  { id: 'Partner', weight: 14, hard: true, quality: 0.42, channel: 'Partner', organic: false, monthlySpend: 2600, touches: 5 },
  { id: 'Outbound', weight: 14, hard: true, quality: 0.36, channel: 'Outbound', organic: false, monthlySpend: 2100, touches: 8 },
];

export interface MarketSegment { readonly id: string; readonly weight: number; readonly pace: number; readonly seats: number; readonly odds: number }

export const segments: readonly MarketSegment[] = [
  { id: 'Small business', weight: 52, pace: 0.72, seats: 6, odds: 1.15 },
  { id: 'Mid-market', weight: 34, pace: 1.1, seats: 22, odds: 1 },
  { id: 'Enterprise', weight: 14, pace: 1.9, seats: 75, odds: 0.75 },
];

export interface Product { readonly id: string; readonly name: string; readonly category: string; readonly weight: number; readonly seatPrice: number; readonly margin: number; readonly commission: number; readonly odds: number }

export const products: readonly Product[] = [
  { id: 'p1', name: 'Start', category: 'Suite', weight: 38, seatPrice: 19, margin: 0.55, commission: 0.09, odds: 1.35 },
  { id: 'p2', name: 'Team', category: 'Suite', weight: 30, seatPrice: 34, margin: 0.72, commission: 0.06, odds: 1 },
  { id: 'p3', name: 'Business', category: 'Suite', weight: 17, seatPrice: 52, margin: 0.78, commission: 0.06, odds: 0.85 },
  { id: 'p4', name: 'Insight', category: 'Add-on', weight: 10, seatPrice: 27, margin: 0.84, commission: 0.05, odds: 0.95 },
  { id: 'p5', name: 'Connect', category: 'Add-on', weight: 5, seatPrice: 15, margin: 0.8, commission: 0.05, odds: 1.1 },
];

export interface Stage { readonly id: string; readonly order: number; readonly advance: number; readonly medianDays: number; readonly probability: number }

export const stages: readonly Stage[] = [
  { id: 'Qualified', order: 1, advance: 0.72, medianDays: 8, probability: 0.2 },
  { id: 'Demo', order: 2, advance: 0.74, medianDays: 7, probability: 0.35 },
  { id: 'Proposal', order: 3, advance: 0.72, medianDays: 7.5, probability: 0.5 },
  { id: 'Negotiation', order: 4, advance: 0.82, medianDays: 5, probability: 0.7 },
  { id: 'Contract', order: 5, advance: 0.9, medianDays: 3, probability: 0.9 },
];

/** Demand by calendar month: summer and the holidays are quiet, autumn is loud. */
export const demandByMonth: readonly number[] = [1, 1.05, 1.15, 1.02, 0.98, 0.95, 0.78, 0.68, 1.12, 1.18, 1.16, 0.8];
/** Odds of closing by calendar month: budgets are spent in December. */
export const closingByMonth: readonly number[] = [0.85, 0.95, 1.15, 0.95, 0.98, 1.12, 0.85, 0.78, 1.02, 1.05, 1.1, 1.4];

export const companyNames: readonly string[] = [
  'Alpen', 'Anker', 'Birke', 'Blau', 'Donau', 'Eiche', 'Elbe', 'Falke', 'Feld', 'Fichte', 'Föhn', 'Garten', 'Hafen', 'Hansa', 'Harz', 'Heide',
  'Isar', 'Kiefer', 'Komet', 'Kranich', 'Linden', 'Luchs', 'Main', 'Mosel', 'Nord', 'Oder', 'Pappel', 'Quell', 'Rhein', 'Saale', 'Spree', 'Tanne', 'Ulmen', 'Weser',
];
export const companyForms: readonly string[] = ['Bau', 'Druck', 'Energie', 'Handel', 'Kanzlei', 'Logistik', 'Maschinen', 'Medien', 'Optik', 'Pflege', 'Software', 'Technik', 'Verlag', 'Werke'];
