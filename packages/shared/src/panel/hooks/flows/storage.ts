/** For where the browser keeps nothing, as Chrome does for frames such as Shopify's: until the page is closed. */
const memory = new Map<string, string>();

/** The browser's own storage, which may be full, switched off or cleared: nothing here ever throws. */
export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key) ?? memory.get(key) ?? null;
  } catch {
    return memory.get(key) ?? null;
  }
}

/** Whether it is kept beyond this page. */
export function store(key: string, text: string): boolean {
  try {
    localStorage.setItem(key, text);
    memory.delete(key);
    return true;
  } catch {
    memory.set(key, text);
    return false;
  }
}

export function forget(key: string): void {
  memory.delete(key);
  try {
    localStorage.removeItem(key);
  } catch {
    // What cannot be reached is not there for anyone else either.
  }
}
