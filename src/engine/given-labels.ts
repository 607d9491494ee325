/** What messages call an input that has no name; as where the input is read without crossing a border. */
export const givenLabels = { rows: 'the given rows', text: 'the given text', bytes: 'the given bytes', stream: 'the given stream' } as const;
