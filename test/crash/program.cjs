// Loaded before the program that is to be killed: leaves out libraries that these plays never reach and that are slow
// to load, and plants bugs that the environment names: { file, find, replace }.
const Module = require('node:module');

const nothing = () => function Nothing() {};
const leftOut = new Proxy(nothing(), { get: (target, key) => (key in target ? target[key] : nothing()) });
const LEFT_OUT = ['botbuilder', 'date-holidays', 'express', '@slack/oauth', '@slack/socket-mode'];
const load = Module._load;
Module._load = (name, ...rest) => (LEFT_OUT.includes(name) ? leftOut : load(name, ...rest));

// Its loading is what plants them.
// oxlint-disable-next-line import/no-unassigned-import
require('../security/secrets/plant.cjs');
