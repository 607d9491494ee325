/**
 * FNV-1a hash of a text's UTF-8 bytes, 32 bits.
 *
 * Written over UTF-16 units, since an encoder is no part of the language. A lone surrogate is read as U+FFFD, as every
 * UTF-8 encoder does.
 *
 * @param text any text
 * @returns an unsigned 32-bit integer
 * @see Fowler, Noll, Vo, http://www.isthe.com/chongo/tech/comp/fnv/
 * @example fnv1a32('foobar') // => 0xbf9cf968
 */
export function fnv1a32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    let code = text.charCodeAt(i);
    if (code < 0x80) {
      hash = step(hash, code);
      continue;
    }
    if (code < 0x800) {
      hash = step(hash, 0xc0 | (code >> 6));
    } else {
      if (code >= 0xd800 && code <= 0xdfff) {
        code = text.codePointAt(i)!;
        if (code < 0x10000) code = 0xfffd;
      }
      if (code >= 0x10000) {
        i += 1;
        hash = step(hash, 0xf0 | (code >> 18));
        hash = step(hash, 0x80 | ((code >> 12) & 0x3f));
      } else {
        hash = step(hash, 0xe0 | (code >> 12));
      }
      hash = step(hash, 0x80 | ((code >> 6) & 0x3f));
    }
    hash = step(hash, 0x80 | (code & 0x3f));
  }
  return hash >>> 0;
}

function step(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193);
}
