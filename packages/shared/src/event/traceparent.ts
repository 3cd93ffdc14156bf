import { z } from 'zod';

/** W3C Trace Context, level 1: version, trace id, parent id and flags, in lower-case hex. All zeros name nothing, and version ff is none. */
const PATTERN = /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The trace an event is part of, and the span in it that the event comes from. */
export const Traceparent = z
  .string()
  .regex(PATTERN, 'Expected a W3C traceparent: 00-<32 hex digits>-<16 hex digits>-<2 hex digits>, in lower case.');
