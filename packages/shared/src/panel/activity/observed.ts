export interface Thresholds {
  review: number;
  quarantine: number;
}

/** How a source is screened, of the settings the server tells; its defaults where a setting is missing. */
export function screeningOf(settings: Readonly<Record<string, unknown>>): {
  observe: boolean;
  thresholds: Thresholds;
  blockedWords: string[];
  blockedSenders: string[];
  trustedEmails: string[];
} {
  const screening = (settings['screening'] ?? {}) as Record<string, unknown>;
  const { review, quarantine } = (screening['thresholds'] ?? {}) as Partial<Record<keyof Thresholds, unknown>>;
  const list = (value: unknown) => (Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : []);
  return {
    observe: screening['observe'] === true,
    thresholds: { review: typeof review === 'number' ? review : 2, quarantine: typeof quarantine === 'number' ? quarantine : 4 },
    blockedWords: list(screening['blockedWords']),
    blockedSenders: list(screening['blockedSenders']),
    trustedEmails: list(screening['trustedEmails']),
  };
}
