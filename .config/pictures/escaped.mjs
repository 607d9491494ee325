/** Text as HTML that says just this text. */
export const escaped = (text) => text.replace(/[&<>"]/gu, (sign) => `&#${sign.codePointAt(0)};`);
