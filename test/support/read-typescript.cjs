// Lets plain node read this project's TypeScript, as jest does: node --require ./test/support/read-typescript.cjs
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');

// A bug planted into one file as it is read: { file, find, replace }. The file itself stays as it is.
const bug = process.env.PLANTED_BUG ? JSON.parse(process.env.PLANTED_BUG) : null;
const planted = bug && join(process.cwd(), bug.file);

function sourceOf(filename) {
  const text = readFileSync(filename, 'utf8');
  if (filename !== planted) return text;
  if (text.split(bug.find).length !== 2) throw new Error(`${bug.file} does not have this exactly once:\n${bug.find}`);
  return text.replace(bug.find, () => bug.replace);
}

const found = Module._resolveFilename;
Module._resolveFilename = (name, ...rest) => {
  try {
    return found(name, ...rest);
  } catch {
    return found(name.replace(/\.js$/, '.ts'), ...rest);
  }
};

const jsc = { target: 'es2022', parser: { syntax: 'typescript' } };
// Kept between processes: a hunt starts hundreds of them.
const kept = join(__dirname, '../../node_modules/.cache/read-typescript');
mkdirSync(kept, { recursive: true });

function compiled(source, filename) {
  const path = join(kept, `${createHash('sha256').update(`${filename}\n${source}`).digest('hex')}.js`);
  if (existsSync(path)) return readFileSync(path, 'utf8');
  const { transformSync } = require('@swc/core');
  const module = { type: 'commonjs', ignoreDynamic: true };
  const { code } = transformSync(source, { filename, sourceMaps: 'inline', jsc, module });
  writeFileSync(`${path}.${process.pid}`, code);
  renameSync(`${path}.${process.pid}`, path);
  return code;
}

Module._extensions['.ts'] = (module, filename) => {
  module._compile(compiled(sourceOf(filename), filename), filename);
};
