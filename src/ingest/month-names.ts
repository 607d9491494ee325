/** Months as English and German exports write them, by their first letters; `sept` and `märz` are longer than the rest. */
const months: Readonly<Record<string, number>> = {
  jan: 1, jän: 1, feb: 2, mar: 3, mär: 3, mae: 3, mrz: 3, apr: 4, may: 5, mai: 5, jun: 6, jul: 7, aug: 8, sep: 9, oct: 10, okt: 10, nov: 11, dec: 12, dez: 12,
};
const wholeNames = /^(?:jan(?:uary|uar)?|jän(?:ner)?|jan(?:ner)|feb(?:ruary|ruar|er)?|mar(?:ch)?|mär(?:z)?|maerz|mrz|apr(?:il)?|may|mai|june?|juni|july?|juli|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?|dez(?:ember)?)$/;

/** Month 1–12 of an English or German name or its abbreviation; 0 = none. */
export const monthOfName = (name: string): number => {
  const word = name.toLowerCase();
  return wholeNames.test(word) ? (months[word.slice(0, 3)] ?? 0) : 0;
};
