/** Cuts what a program prints into lines, in bounded memory: the rest of a line that never ends is dropped. */

const longestLine = 1 << 20;

/** @param chunks as they come: bytes */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let line = '';
  let isCut = false;
  for await (const chunk of chunks) {
    const parts = decoder.decode(chunk, { stream: true }).split('\n');
    for (const [index, part] of parts.entries()) {
      if (index > 0) {
        yield line;
        line = '';
        isCut = false;
      }
      if (isCut) continue;
      line += part.slice(0, longestLine - line.length);
      isCut = line.length >= longestLine;
    }
  }
  if (line !== '') yield line;
}
