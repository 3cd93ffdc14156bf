export interface TwinEntity {
  Id: string;
  SyncToken: string;
  [member: string]: unknown;
}

/** How a company keeps its books. */
export interface TwinCompany {
  name: string;
  country: string;
  /** Percent by tax code; empty in the United States, where the tax is given as one amount. */
  taxRates: Record<string, number>;
  /** Refuses a second document of one number. */
  uniqueNumbers: boolean;
  /** No entries before this day. */
  closedUntil?: string;
}

/** Everything one company holds, by kind. */
export class TwinBooks {
  readonly company: TwinCompany;
  readonly entities: Record<string, TwinEntity[]> = { Customer: [], SalesReceipt: [], Invoice: [], RefundReceipt: [], Vendor: [] };
  readonly answers = new Map<string, unknown>();
  private last = 100;

  constructor(company: TwinCompany) {
    this.company = company;
  }

  add(kind: string, members: Record<string, unknown>): TwinEntity {
    const made: TwinEntity = { ...members, Id: String(++this.last), SyncToken: '0' };
    this.of(kind).push(made);
    return made;
  }

  of(kind: string): TwinEntity[] {
    return (this.entities[kind] ??= []);
  }

  find(kind: string, id: string): TwinEntity | undefined {
    return this.of(kind).find((entity) => entity.Id === id);
  }

  hasName(name: string, except?: string): boolean {
    return [...this.of('Customer'), ...this.of('Vendor')].some(
      (entity) => entity.Id !== except && String(entity['DisplayName']).toLowerCase() === name.toLowerCase(),
    );
  }
}
