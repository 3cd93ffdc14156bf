import { type DestinationStream, pino } from 'pino';
import { maskAddresses } from './personal.ts';

/** One canonical line an event, a delivery attempt, a request. Values that could be secret or personal are never passed in. */
export interface Logger {
  info: (fields: Record<string, unknown>, message: string) => void;
  warn: (fields: Record<string, unknown>, message: string) => void;
  error: (fields: Record<string, unknown>, message: string) => void;
  debug: (fields: Record<string, unknown>, message: string) => void;
}

/**
 * JSON lines, by default on standard error, so that a command's own output stays clean. Errors of libraries and databases
 * can quote what they were given: addresses and numbers of people are taken out of every text.
 */
export function createLogger(level: string, lines: DestinationStream = pino.destination({ dest: 2, sync: false })): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { log: withoutAddresses } }, lines);
}

function withoutAddresses(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? maskAddresses(value) : value]),
  );
}

export const silentLogger: Logger = { info: () => {}, warn: () => {}, error: () => {}, debug: () => {} };
