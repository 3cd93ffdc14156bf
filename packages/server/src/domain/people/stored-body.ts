/** The members of a stored envelope. One that is damaged has none: a request about a person goes on without what it said. */
export function membersOf(body: string): Record<string, unknown> {
  try {
    return { ...(JSON.parse(body) as object) };
  } catch {
    return {};
  }
}
