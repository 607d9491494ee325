import { columnFromArray, tableFromColumns, tableToIPC, utf8 } from '@uwdata/flechette';
import { afterEach, describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.js';
import { formatFiles } from '../../src/engine/format-files.js';
import { createHub } from '../../src/engine/hub.js';
import { packInputs } from '../../src/engine/pack-inputs.js';
import { sendInputs } from '../../src/engine/send-inputs.js';

const bytes = tableToIPC(tableFromColumns({ id: columnFromArray(['d1', 'd2'], utf8()), status: columnFromArray(['won', 'lost'], utf8()) }), { format: 'file' }) as Uint8Array;

describe('importing kennzahl/arrow', () => {
  afterEach(() => formatFiles().clear());

  it('is what it takes to load Arrow, here and on the other side of a border', async () => {
    await expect(createEngine().load({ deals: { bytes } })).rejects.toMatchObject({ info: { code: 'FORMAT', params: { format: 'arrow', hint: 'Import kennzahl/arrow once.' } } });
    await import('../../src/arrow.js');
    expect((await createEngine().load({ deals: { bytes } })).tables.deals).toMatchObject({ rowsIn: 2, rowsUsed: 2 });
    expect(await createEngine().inspect({ bytes })).toMatchObject({ format: 'arrow', headers: ['id', 'status'] });

    const sent = await sendInputs(await packInputs({ deals: { bytes } }, 1e9))(['deals'], 'main-thread');
    // The other side has a list of its own.
    formatFiles().clear();
    const hub = createHub(createEngine, () => undefined);
    await hub.open(1, {});
    expect(await hub.load(1, 1, sent)).toMatchObject({ ok: true, value: { tables: { deals: { rowsUsed: 2 } } } });
  });

  it('says so when what reads it cannot be fetched', async () => {
    formatFiles().set('arrow', 'file:///nowhere/kennzahl.arrow.js');
    const failure = createEngine().load({ deals: { bytes } });
    await expect(failure).rejects.toMatchObject({ info: { code: 'FORMAT', params: { hint: expect.stringMatching(/^What reads it could not be loaded/) as unknown } } });
  });
});
