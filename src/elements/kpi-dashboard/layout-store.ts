/**
 * The browser's own storage, for a page that asks for it with `storage-key` and has no other place. It may be closed by the
 * user's settings or full: then nothing is kept, and the board says so.
 */
export const readStored = (key: string): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};

/** Whether it is kept; null takes back what was. */
export const writeStored = (key: string, text: string | null): boolean => {
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
};
