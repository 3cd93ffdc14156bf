import { type DestinationStream, pino } from 'pino';

/** One canonical line an event, a delivery attempt, a request. Values that could be secret or personal are never passed in. */
export interface Logger {
  info: (fields: Record<string, unknown>, message: string) => void;
  warn: (fields: Record<string, unknown>, message: string) => void;
  error: (fields: Record<string, unknown>, message: string) => void;
  debug: (fields: Record<string, unknown>, message: string) => void;
}

/** JSON lines, by default on standard error, so that a command's own output stays clean. */
export function createLogger(level: string, lines: DestinationStream = pino.destination({ dest: 2, sync: false })): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, lines);
}

export const silentLogger: Logger = { info: () => {}, warn: () => {}, error: () => {}, debug: () => {} };
