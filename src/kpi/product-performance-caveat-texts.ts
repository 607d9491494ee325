import type { CaveatTexts } from './caveat-wording.js';

export const productPerformanceCaveatTexts = {
  PP_CAMPAIGN_DRIVEN: ['warn', 'Lift comes from campaign {c}.', 'Auftrieb stammt aus Kampagne {c}.'],
  PP_EASY_NOT_VALUABLE: ['info', 'Converts easily but earns below average.', 'Leicht zu verkaufen, bringt aber unterdurchschnittlich.'],
  PP_INCENTIVE: ['warn', 'Pushed by incentive, not by value.', 'Durch Anreiz getrieben, nicht durch Wert.'],
  PP_NO_MARGIN: ['warn', 'Revenue used: no margin data.', 'Umsatz statt Marge verwendet.'],
  PP_ONE_DEAL: ['warn', 'One deal makes the score.', 'Ein Deal bestimmt den Wert.'],
  PP_RANK_CONFLICT: ['warn', 'Best seller is not best performer.', 'Meistverkauft ist nicht bestes Produkt.'],
  PP_TRAINING: ['info', 'Trained reps convert this product differently.', 'Geschulte Verkäufer konvertieren anders.'],
} as const satisfies CaveatTexts;
