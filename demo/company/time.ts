/** The company keeps Central European time; summer time is close enough to April–October for invented rows. */
export const dayMs = 86_400_000;
export const minuteMs = 60_000;

export const iso = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');
export const isoDate = (ms: number): string => new Date(ms + 2 * 3_600_000).toISOString().slice(0, 10);
export const monthOf = (ms: number): number => new Date(ms).getUTCMonth();

/** Shifts a moment outside Monday–Friday 8–18 to the next opening, keeping some spread. */
export const officeTime = (ms: number, spread: number): number => {
  const offset = 2 * 3_600_000;
  const date = new Date(ms + offset);
  const hour = date.getUTCHours();
  const weekday = date.getUTCDay();
  let days = 0;
  if (hour >= 18) days = 1;
  let opening = (weekday + days) % 7;
  while (opening === 0 || opening === 6) { days++; opening = (opening + 1) % 7; }
  if (days === 0 && hour >= 8) return ms;
  const midnight = Math.floor((ms + offset) / dayMs) * dayMs - offset;
  return midnight + days * dayMs + 8 * 3_600_000 + Math.floor(spread * 90) * minuteMs;
};
