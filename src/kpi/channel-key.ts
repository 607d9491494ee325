/** Key of a channel in cells; null has a key that no name can be. */
export const channelKey = (channel: string | null): string => (channel === null ? '' : `=${channel}`);

export const channelOfKey = (key: string): string | null => (key === '' ? null : key.slice(1));
