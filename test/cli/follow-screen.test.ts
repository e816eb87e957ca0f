/** The block that is drawn over: how far the cursor goes up, also after the terminal was made narrower. */
import { describe, expect, it } from 'vitest';
import type { Output } from '../../src/cli/context.ts';
import { LiveBlock } from '../../src/cli/follow-screen.ts';

function terminal(columns: number) {
  const written: string[] = [];
  const out = { isTerminal: true, columns, colourLevel: 0, write: (text: string) => void written.push(text) } as const;
  return { out: out as { columns: number } & Output, written };
}

const lines = [
  { text: 'a'.repeat(50), width: 50 },
  { text: '', width: 0 },
  { text: 'b'.repeat(19), width: 19 },
];

describe('a live block', () => {
  it('goes up over its own lines and clears them, and nothing before the first time', () => {
    const { out, written } = terminal(80);
    const block = new LiveBlock(out);
    block.draw(lines);
    block.draw([{ text: 'c', width: 1 }]);
    block.draw([]);
    expect(written).toEqual([
      `${'a'.repeat(50)}\n\n${'b'.repeat(19)}\n`,
      '\r\u001b[3A\u001b[Jc\n',
      '\r\u001b[1A\u001b[J',
    ]);
  });

  it('goes up over the lines that a narrower terminal made of them', () => {
    const { out, written } = terminal(80);
    const block = new LiveBlock(out);
    block.draw(lines);
    out.columns = 20;
    block.draw([]);
    // 50 letters are three lines of twenty, an empty line is one, 19 letters are one.
    expect(written[1]).toBe('\r\u001b[5A\u001b[J');
  });

  it('lets lines stay above it, and does not go over them', () => {
    const { out, written } = terminal(80);
    const block = new LiveBlock(out);
    block.draw(lines);
    block.above('log line\n');
    block.draw(lines.slice(0, 1));
    expect(written.slice(1)).toEqual(['\r\u001b[3A\u001b[Jlog line\n', `${'a'.repeat(50)}\n`]);
  });
});
