#!/usr/bin/env node
import { keepMemoryLean, roomForWork } from './lean-memory.ts';

// Before all else is loaded: loading it makes most of the garbage there is at the start.
keepMemoryLean();
const { run } = await import('./program.ts');
roomForWork();
await run();
