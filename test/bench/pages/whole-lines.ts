/** The text of an answer as it comes, in pieces that end with a line. */
export async function* wholeLines({ body }: Response): AsyncGenerator<string> {
  const reader = (body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    const text = rest + (value ?? '');
    const cut = done ? text.length : text.lastIndexOf('\n') + 1;
    rest = text.slice(cut);
    yield text.slice(0, cut);
    if (done) return;
  }
}
