import type { CatalogueOf } from './messages.js';
import type { enRequests } from './en-requests.js';

export const deRequests: CatalogueOf<typeof enRequests> = {
  'issue.API': 'die Schnittstelle meldet einen Fehler: „{value}“.',
  'issue.AUTH': 'der Server verlangt andere Zugangsdaten (Status {status}). Bitte neu anmelden oder die Eigenschaft headers oder fetcher der Seite prüfen.',
  'issue.AUTH_CALLBACK': 'die Funktion headers der Seite schlug fehl: {reason}',
  'issue.REDIRECT': 'führt zu einer anderen Adresse. Ihr wird nicht gefolgt, da Zugangsdaten mitgingen. Bitte die endgültige Adresse angeben.',
  'issue.ORIGIN': 'liegt auf einem Server, den diese Seite nicht erlaubt.',
  'issue.TIMEOUT': 'brauchte länger als {seconds}\u202fs und wurde aufgegeben.',
};
