#!/usr/bin/env node
import { Command } from 'commander';
import { AppError } from '../observe/app-error.ts';
import { VERSION } from '../version.ts';
import { serveCommand } from './serve.ts';

const program = new Command('handoff').description('Handoff’s companion server and its tools.').version(VERSION);
serveCommand(program);

try {
  await program.parseAsync();
} catch (error) {
  const known = error instanceof AppError || (error instanceof Error && ['ConfigError', 'SealError', 'UnsafeEngineError'].includes(error.name));
  process.stderr.write(known ? `handoff: ${error.message}\n` : `handoff: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
}
