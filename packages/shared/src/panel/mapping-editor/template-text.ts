/** A field that may stand in a text. */
interface Named {
  path: string;
  label: string;
}

/**
 * A template as people write it, with names in braces where it has pointers: `Enquiry from {Your name}`. Fields of the
 * same name are told apart by their place. What has no name keeps its pointer.
 */
export function templateToText(template: string, fields: readonly Named[]): string {
  const names = namesByPath(fields);
  return template.replace(/\{\{\s*([^{}]*?)\s*\}\}/g, (whole, path: string) => {
    const name = names.get(path);
    return name === undefined ? whole : `{${name}}`;
  });
}

/** The template such a text means. Braces around anything else stay as they are. */
export function textToTemplate(text: string, fields: readonly Named[]): string {
  const paths = new Map([...namesByPath(fields)].map(([path, name]) => [name, path]));
  return text.replace(/(?<!\{)\{([^{}]+)\}(?!\})/g, (whole, name: string) => {
    const path = paths.get(name);
    return path === undefined ? whole : `{{${path}}}`;
  });
}

function namesByPath(fields: readonly Named[]): Map<string, string> {
  const uses = new Map<string, number>();
  for (const { label } of fields) uses.set(label, (uses.get(label) ?? 0) + 1);
  const plain = ({ path, label }: Named) => {
    const name = label.replace(/[{}]/g, '').trim();
    return name === '' || uses.get(label) !== 1 ? `${name} ${path}`.trim() : name;
  };
  return new Map(fields.map((field) => [field.path, plain(field)]));
}
