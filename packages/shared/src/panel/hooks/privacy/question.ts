/** Who is asked about, as typed: an e-mail address or a phone number. */
export interface PersonQuestion {
  address: string;
}

/** What is asked of the server; undefined while nothing is typed. What has an @ is an address, all else a number. */
export function whoIs({ address }: PersonQuestion): { email: string } | { phone: string } | undefined {
  const typed = address.trim();
  if (typed === '') return undefined;
  return typed.includes('@') ? { email: typed } : { phone: typed };
}
