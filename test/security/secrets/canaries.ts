/** Something that must not turn up, as somebody types it, and the part of it that is looked for. */
export interface Canary {
  readonly kind: string;
  readonly typed: string;
  readonly core: string;
  /** It could be something else as well: then the form asks, and shows it to whoever typed it. */
  readonly isLikely?: true;
}

// All are made up. A dot parts them, so that scanners of repositories do not take them for real ones.
const whole = (text: string): string => text.replaceAll('·', '');
const secret = (kind: string, typed: string, core: string): Canary => ({
  kind,
  typed: whole(typed),
  core: whole(core),
});

const likely = (...words: Parameters<typeof secret>): Canary => ({ ...secret(...words), isLikely: true });

/** They may turn up nowhere. */
export const SECRETS: readonly Canary[] = [
  secret('Slack token', 'here is xoxb-·4242424242-canarybotQz7', 'canarybotQz7'),
  secret('access key', 'AK is HPUA·X7Q2M9KDCANARY1W', 'X7Q2M9KDCANARY1W'),
  likely('secret key', 'SK is aB3dE6gH·CANARYpQ8sT1vW4yZ7bC0eF3hJ6kM9nQ', 'CANARYpQ8sT1vW4yZ7b'),
  likely('password', 'the password is Canary·77-horse!battery', 'Canary·77-horse'),
  secret('web token', 'eyJ·hbGciOiJIUzI1NiJ9.eyJ·canaryJWTzdWIi.c2lnbmF0dXJl', 'canaryJWTzdWIi'),
  secret('private key', '-----BEGIN ·RSA PRIVATE KEY-----\nMIICANARYKEYxyz', 'MIICANARYKEYxyz'),
  secret('authenticator seed', 'otpauth://totp/x?secret=JBSWY3DP·CANARYSEED2345', 'CANARYSEED2345'),
  likely('one-time code', 'the verification code is 904·417', 'code is 904·417'),
];

export type PersonalField =
  'chat' | 'command' | 'account' | 'reason' | 'name' | 'request' | 'platform' | 'email' | 'display';

/** Numbers and addresses of people, another for each way in. */
export const personal = (field: PersonalField): Canary => ({
  kind: `personal, ${field}`,
  typed: `call +49 170 555${NUMBERS[field]} or canary.${field}@home.example`,
  core: `canary.${field}@home.example`,
});

const NUMBERS: Readonly<Record<PersonalField, string>> = {
  chat: '0101',
  command: '0102',
  account: '0103',
  reason: '0104',
  name: '0105',
  request: '0106',
  platform: '0107',
  email: '0108',
  display: '0109',
};

/** In a field of one line a line break cannot be typed. */
export const inOneLine = (text: string): string => text.replaceAll('\n', ' ');
