import type { FormValue, FormValues, Identity } from '../../../src/engine/ports.js';
import { emailOf, type Person } from './person.js';
import type { Form, FormField } from './platforms/client.js';
import type { World } from './world.js';

export interface Filled {
  readonly values: FormValues;
  /** The note that was written; empty without. */
  readonly words: string;
  readonly secret: string | null;
}

const DAY_MS = 86_400_000;

export const dayAfter = (from: number, days: number): string =>
  new Date(from + days * DAY_MS).toISOString().slice(0, 10);

/** An access key as Huawei Cloud makes them: nobody could take it for anything else. */
export const freshSecret = (world: World): string => `HPUA${world.random.hex(16).toUpperCase()}`;

/** Fills a form in, as people do. */
export function fill(form: Form, person: Person, world: World): Filled {
  const { random } = world;
  const others = world.people.filter(({ identity: { platform, workspace } }) => {
    return platform === person.identity.platform && workspace === person.identity.workspace;
  });
  const colleagues = world.people.filter(({ tenant }) => tenant === person.tenant);
  let words = '';
  let secret: string | null = null;
  const used = new Set<string>();

  const anybody = (): Identity => {
    const free = others.filter(({ identity, isDeactivated }) => !used.has(identity.user) && !isDeactivated);
    const { identity } = random.pick(free.length > 0 ? free : others);
    used.add(identity.user);
    return identity;
  };
  const text = (name: string): string => {
    const number = world.nextNumber();
    if (name.endsWith('_email')) return random.chance(0.08) ? emailOf(random.pick(colleagues).name) : '';
    if (name === 'account') return `account-${number}`;
    if (name === 'more_names') return random.chance(0.7) ? `Service ${number}` : `Service ${number}\nOther ${number}`;
    if (random.chance(0.015)) {
      secret = freshSecret(world);
      return `the key is ${secret}`;
    }
    words = `Note ${number}.`;
    return words;
  };
  const valueOf = ({ kind, name, isOptional, options }: FormField): FormValue => {
    switch (kind) {
      case 'text':
        return text(name);
      case 'person':
        return isOptional && random.chance(0.2) ? null : anybody();
      case 'choice':
        return random.pick(options);
      case 'choices':
        return options.filter(() => random.chance(0.3));
      case 'date':
        return dayAfter(world.now, random.pick([1, 3, 7, 14, 14, 30, 60]));
      case 'toggle':
        return random.chance(0.5);
    }
  };
  const values = Object.fromEntries(form.fields.map((field) => [field.name, valueOf(field)]));
  return { values, words, secret };
}
