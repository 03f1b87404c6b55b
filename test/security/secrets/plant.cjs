// Loaded before the program as a control: plants bugs that the environment names into its compiled files.
const { readFileSync } = require('node:fs');
const Module = require('node:module');

const bugs = JSON.parse(process.env.PLANTED_BUGS ?? '[]');
const read = Module._extensions['.js'];
Module._extensions['.js'] = (module, filename) => {
  const here = bugs.filter(({ file }) => filename.endsWith(file));
  if (here.length === 0) return read(module, filename);
  const text = here.reduce(
    (before, { find, replace }) => {
      if (before.split(find).length !== 2) throw new Error(`${filename} does not have this exactly once:\n${find}`);
      return before.replace(find, () => replace);
    },
    readFileSync(filename, 'utf8'),
  );
  return module._compile(text, filename);
};
