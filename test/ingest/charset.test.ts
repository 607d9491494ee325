import { describe, expect, it } from 'vitest';
import { inspect } from '../../src/ingest/inspect.js';
import { failure, readBack } from './read-back.js';

const text = 'id,status,owner\nd1,won,Müller\nd2,lost,Renée Ångström\n';
const owners = ['Müller', 'Renée Ångström'];
const utf16 = (written: string, littleEndian: boolean): Uint8Array => {
  const view = new DataView(new ArrayBuffer(written.length * 2));
  for (let i = 0; i < written.length; i++) view.setUint16(2 * i, written.charCodeAt(i), littleEndian);
  return new Uint8Array(view.buffer);
};
const latin1 = (written: string): Uint8Array => Uint8Array.from(written, (letter) => letter.charCodeAt(0));
const inPieces = (bytes: Uint8Array, size: number): ReadableStream<Uint8Array> => new ReadableStream({
  start: (controller) => {
    for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
    controller.close();
  },
});

describe('a text in its character set', () => {
  it.each([
    ['UTF-8', new TextEncoder().encode(text)], ['UTF-8 with a mark', new TextEncoder().encode(`\ufeff${text}`)],
    ['UTF-16 LE with a mark', utf16(`\ufeff${text}`, true)], ['UTF-16 BE with a mark', utf16(`\ufeff${text}`, false)],
    ['UTF-16 LE without a mark', utf16(text, true)], ['UTF-16 BE without a mark', utf16(text, false)],
  ])('%s is told by its bytes and needs no word', async (_, bytes) => {
    const { column, report } = await readBack({ bytes });
    expect(column('owner_id')).toEqual(owners);
    expect(report.issues).toEqual([]);
    expect((await inspect({ bytes }, { maxBytes: 1e9, maxDepth: 64, signal: undefined, fetch })).headers).toEqual(['id', 'status', 'owner']);
  });

  it.each([1, 2, 3, 7])('is the same in pieces of %i bytes', async (size) => {
    for (const bytes of [utf16(text, true), utf16(`\ufeff${text}`, false)]) expect((await readBack({ stream: inPieces(bytes, size) })).column('owner_id')).toEqual(owners);
  });

  it('is what the host says, unless a mark says otherwise', async () => {
    expect((await readBack({ bytes: latin1(text), charset: 'ISO-8859-1' })).column('owner_id')).toEqual(owners);
    expect((await readBack({ bytes: latin1(text), charset: 'windows-1251' })).column('owner_id')).toEqual(['Mьller', 'Renйe Еngstrцm']);
    expect((await readBack({ bytes: new TextEncoder().encode(`\ufeff${text}`), charset: 'windows-1252' })).column('owner_id')).toEqual(owners);
    expect(await failure({ deals: { bytes: latin1(text), charset: 'klingon' } })).toMatchObject({ code: 'ENCODING', params: { charset: 'klingon', byte: 0 } });
  });

  it('that nobody names is read as Windows-1252 where that gives western words, and both readings are told', async () => {
    const { column, issue, report } = await readBack({ bytes: latin1(text) });
    expect(column('owner_id')).toEqual(owners);
    expect(issue('CHARSET_ASSUMED')).toMatchObject({ severity: 'warn', value: 'Müller', params: { a: 'Müller', b: 'Mьller', other: 'windows-1251' } });
    expect([report.rowsIn, report.rowsUsed, report.issues.length]).toEqual([2, 2, 1]);
    const euro = await readBack({ bytes: Uint8Array.from([...latin1('id;status;owner;amount\nd1;won;Dvo'), 0xf8, ...latin1('ák;5,5 '), 0x80, 10]) });
    expect(euro.column('amount')).toEqual([5.5]);
    expect(euro.issue('CHARSET_ASSUMED')).toMatchObject({ params: { a: 'Dvoøák', b: 'Dvořák', other: 'windows-1250' } });
  });

  it('that turns out not to be UTF-8 only far down is read from the beginning again, and nothing is counted twice', async () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => `d${i},won,Ann`).join('\n');
    const { column, report } = await readBack({ bytes: latin1(`id,status,owner\n${rows}\nx,won,Jürgen\n`) });
    expect([report.rowsIn, report.rowsUsed, column('owner_id').at(-1)]).toEqual([30_001, 30_001, 'Jürgen']);
    expect(report.issues.map(({ code }) => code)).toEqual(['CHARSET_ASSUMED']);
  });

  it.each([
    ['Cyrillic', [0xcf, 0xe5, 0xf2, 0xf0, 0xee, 0xe2]], ['Polish', [...latin1('Pawe'), 0xb3, ...latin1('ek')]], ['DOS', [...latin1('M'), 0x81, ...latin1('ller')]],
    ['Mac', [...latin1('M'), 0x9f, ...latin1('ller')]], ['Shift JIS', [0x93, 0xfa, 0x96, 0x7b, 0x8a, 0x94, 0x8e, 0xae, 0x89, 0xef, 0x8e, 0xd0]], ['Greek', [0xd0, 0xe1, 0xf0, 0xe1]],
  ])('that is %s stays refused with the first byte that is not UTF-8: it is no western text', async (_, word) => {
    const bytes = Uint8Array.from([...latin1('id,status,owner\nd1,won,'), ...word, 10]);
    expect(await failure({ deals: { bytes } })).toMatchObject({ code: 'ENCODING', params: { charset: 'UTF-8' } });
  });

  it('of a stream cannot be read twice: it is refused and the charset asked for', async () => {
    const { code, message } = await failure({ deals: { stream: inPieces(latin1(text), 1000) } });
    expect([code, message]).toEqual(['ENCODING', 'The input for deals is not valid UTF-8 at byte 24. Save it as UTF-8, or give its charset.']);
  });
});

describe('files that are no text', () => {
  it.each([
    ['Excel (.xlsx) or zip', [0x50, 0x4b, 0x03, 0x04, 0x14]], ['Excel (.xls)', [0xd0, 0xcf, 0x11, 0xe0, 0xa1]], ['gzip', [0x1f, 0x8b, 8]], ['PDF', [...latin1('%PDF-1.7')]],
  ])('%s is refused by its name', async (format, bytes) => {
    expect(await failure({ deals: { bytes: Uint8Array.from(bytes), label: 'deals.xlsx' } })).toMatchObject({ code: 'FORMAT', params: { format } });
  });
  it('Arrow and Parquet are refused with what to import as long as nothing was imported', async () => {
    for (const [format, start] of [['arrow', 'ARROW1\0\0'], ['parquet', 'PAR1']] as const) {
      const { code, message } = await failure({ deals: { bytes: latin1(start), label: 'x' } });
      expect([code, message]).toEqual(['FORMAT', `x: format ${format} cannot be read here. Import kennzahl/${format} once.`]);
    }
  });
});
