// Lets plain node read this project's TypeScript, as jest does: node --require ./test/support/read-typescript.cjs
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');
const { transformSync } = require('@swc/core');

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
Module._extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(sourceOf(filename), {
    filename,
    sourceMaps: 'inline',
    jsc,
    module: { type: 'commonjs', ignoreDynamic: true },
  });
  module._compile(code, filename);
};
