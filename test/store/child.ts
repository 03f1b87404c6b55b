import { spawn } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** Lets plain node read this project's TypeScript, as jest does. */
const HOOK = `
  const { readFileSync } = require('node:fs');
  const Module = require('node:module');
  const { transformSync } = require('@swc/core');
  const found = Module._resolveFilename;
  Module._resolveFilename = (name, ...rest) => {
    try { return found(name, ...rest); } catch { return found(name.replace(/\\.js$/, '.ts'), ...rest); }
  };
  const jsc = { target: 'es2022', parser: { syntax: 'typescript' } };
  Module._extensions['.ts'] = (module, filename) =>
    module._compile(transformSync(readFileSync(filename, 'utf8'), { jsc, module: { type: 'commonjs' } }).code, filename);
`;

export interface Child {
  /** Resolves with the first line that it prints on its standard output. */
  readonly firstLine: Promise<string>;
  /** Resolves with the signal that ended it, or its exit code. */
  readonly ended: Promise<string | number | null>;
  kill(): void;
}

/** Runs a program in a node of its own, in the project's root. `process.argv[1]` and on are `args`. */
export function startChild(program: string, ...args: readonly string[]): Child {
  const child = spawn(process.execPath, ['-e', HOOK + program, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  const ended = new Promise<string | number | null>((resolve) =>
    child.on('close', (code, signal) => resolve(signal ?? code)),
  );
  const firstLine = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      if (printed.includes('\n')) resolve(printed.slice(0, printed.indexOf('\n')));
    });
    child.on('close', () => reject(new Error(`the child ended after ${JSON.stringify(printed)}`)));
  });
  return { firstLine, ended, kill: () => void child.kill('SIGKILL') };
}
