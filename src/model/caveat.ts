export interface Caveat {
  readonly code: string;
  readonly severity: 'info' | 'warn' | 'block';
  readonly params: Readonly<Record<string, string | number>>;
  readonly en: string;
  readonly de: string;
}
