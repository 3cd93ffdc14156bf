import { AppError } from '../observe/app-error.ts';
import { decodeText, isDangerousName, type ParsedJson, parseJson } from './read-body.ts';

/**
 * Reads what tools post to a hook: JSON, or a form's fields by name. A name that comes several times gives a list;
 * of a file only its name, type and size are kept. Tools that post JSON under a form's content type are understood.
 */
export async function readFields(bytes: Uint8Array<ArrayBuffer>, contentType: string | undefined): Promise<ParsedJson> {
  const type = (contentType ?? '').split(';')[0]?.trim().toLowerCase();
  if (type === 'multipart/form-data') return fieldsFrom(await multipart(bytes, contentType ?? ''));
  const text = decodeText(bytes);
  const isForm = type === 'application/x-www-form-urlencoded' && !/^\s*[[{]/.test(text);
  return isForm ? fieldsFrom(new URLSearchParams(text)) : parseJson(text);
}

async function multipart(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<FormData> {
  try {
    return await new Response(bytes, { headers: { 'content-type': contentType } }).formData();
  } catch (error) {
    throw new AppError(
      'not_json',
      'The body says it is a form with files (multipart/form-data) but cannot be read as one. Send JSON, or a plain form.',
      { cause: error },
    );
  }
}

function fieldsFrom(entries: Iterable<[string, string | File]>): ParsedJson {
  const values = new Map<string, unknown[]>();
  const dropped: string[] = [];
  for (const [name, value] of entries) {
    if (isDangerousName(name)) {
      dropped.push(name);
      continue;
    }
    const kept = typeof value === 'string' ? value : { file: value.name, type: value.type, size: value.size };
    const known = values.get(name);
    if (known === undefined) values.set(name, [kept]);
    else known.push(kept);
  }
  return { value: Object.fromEntries([...values].map(([name, all]) => [name, all.length === 1 ? all[0] : all])), dropped };
}
