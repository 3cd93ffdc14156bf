/** Names one event wherever it turns up: contact and number within the contact, counted from 1. Written `ev-7-42`. */
export interface Mark {
  contact: number;
  sequence: number;
}

export function markText({ contact, sequence }: Mark): string {
  return `ev-${contact}-${sequence}`;
}

/** Every mark in a text, in order. */
export function marksIn(text: string): Mark[] {
  return [...text.matchAll(/\bev-(\d+)-(\d+)\b/g)].map(([, contact, sequence]) => ({
    contact: Number(contact),
    sequence: Number(sequence),
  }));
}
