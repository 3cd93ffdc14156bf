// Finds the tables and examples in the docs that are marked `<!-- checked: name -->`, for the test that holds them against the code.

/** The cells of the rows below the marked table's head, trimmed. Throws where there is no such table. */
export function tableRows(markdown: string, name: string): string[][] {
  const lines = after(markdown, name).split('\n');
  const end = lines.findIndex((line) => !line.startsWith('|'));
  const rows = lines.slice(0, end === -1 ? undefined : end).slice(2);
  if (rows.length === 0) throw new Error(`There is no table under "checked: ${name}".`);
  return rows.map((row) =>
    row
      .replace(/^\||\|\s*$/g, '')
      .split('|')
      .map((cell) => cell.trim()),
  );
}

/** What stands inside the marked fence. Throws where there is none. */
export function fencedBlock(markdown: string, name: string): string {
  const block = /^```\w*\n([\s\S]*?)\n```/.exec(after(markdown, name))?.[1];
  if (block === undefined) throw new Error(`There is no fenced block under "checked: ${name}".`);
  return block;
}

function after(markdown: string, name: string): string {
  const marker = `<!-- checked: ${name} -->\n`;
  const at = markdown.indexOf(marker);
  if (at === -1) throw new Error(`Nothing is marked "checked: ${name}".`);
  return markdown.slice(at + marker.length).trimStart();
}
