const nothing = Object.freeze(Object.create(null) as object);

/**
 * A record without fields that inherits none either: `__proto__` is a field like any other. Engines fill it as fast as a literal, which
 * they do not with one whose prototype is null.
 */
export const blankRecord = (): Record<string, unknown> => Object.create(nothing) as Record<string, unknown>;
