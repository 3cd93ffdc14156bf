import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A contact as the API takes it, and who it truly is. */
export interface Labelled {
  truth: string;
  contact: Record<string, string> & { id: string };
}

export interface Files {
  /** One object a line: `rid`, `person`, and what is known. */
  contacts: string | undefined;
  /** Febrl's two lists. */
  febrl: [a: string, b: string] | undefined;
}

/** What there is to judge by: a file of contacts (Febrl's lists may lie beside it), or a folder with either. */
export function findFiles(data: string): Files {
  const folder = statSync(data).isDirectory();
  const within = folder ? data : dirname(data);
  const contacts = folder ? join(data, 'crm_contacts.jsonl') : data;
  const lists = [within, join(within, 'febrl4')].map((place): [string, string] => [
    join(place, 'dataset4a.csv'),
    join(place, 'dataset4b.csv'),
  ]);
  return { contacts: existsSync(contacts) ? contacts : undefined, febrl: lists.find((both) => both.every((file) => existsSync(file))) };
}

export function readContacts(file: string): Labelled[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const { rid, person, ...known } = JSON.parse(line) as Record<string, string> & { rid: string; person: string };
      const given = Object.entries(known).filter(([name, value]) => name !== 'source' && value !== '');
      return { truth: person, contact: { ...Object.fromEntries(given), id: rid } };
    });
}

/** `fields`: which columns are told; the official number would make it too easy. */
export function readFebrl(files: [string, string], fields: (column: string) => boolean): Labelled[] {
  return files.flatMap((file) => {
    const [header = '', ...lines] = readFileSync(file, 'utf8').trim().split('\n');
    const columns = header.split(',').map((column) => column.trim());
    return lines.map((line) => {
      const values = line.split(',').map((value) => value.trim());
      const id = values[0] ?? '';
      const known = columns.map((column, index): [string, string] => [column, values[index] ?? '']);
      const told = known.filter(([column, value]) => column !== 'rec_id' && value !== '' && fields(column));
      return { truth: id.split('-')[1] ?? id, contact: { ...Object.fromEntries(told), id } };
    });
  });
}
