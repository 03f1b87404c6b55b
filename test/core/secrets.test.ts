import { describe, expect, it } from '@jest/globals';
import { findSecret, type SecretKind } from '../../src/core/secrets.js';
import { INNOCENT, NUMBERS } from './innocent-texts.js';

// Every secret is made up. A dot parts it, so that scanners of repositories do not take it for a real one.
const whole = (text: string): string => text.replaceAll('·', '');
const SK = whole('aB3dE6gH·9jK2mN5pQ8sT1vW4·yZ7bC0eF3hJ6kM9n');
const AK = whole('HPUA·X7Q2M9KD4TZ1W8RB');
const OLD_AK = whole('Q7X2M9K·D4TZ1W8RB3LV0');
const SEED = whole('JBSWY3DP·EHPK3PXPGEZDGNBVGY3TQOJQ');
const HEX64 = '5f'.repeat(32);
const TOKEN = 'MIIDkAYJKoZIhvcNAQcC_oIIDgTCCA30CAQExDTALBglghkgBZQ'.repeat(5);
const JWT = whole('eyJ·hbGciOiJIUzI1NiJ9.eyJ·zdWIiOiIxMjM0NSJ9.c2lnbmF0dXJl');

const join = (table: readonly (readonly [SecretKind, string])[]): typeof table =>
  table.map(([kind, text]) => [kind, whole(text)]);

const CERTAIN = join([
  ['private_key', '-----BEGIN ·PRIVATE KEY-----\nMIIEvQ'],
  ['private_key', '-----BEGIN ·RSA PRIVATE KEY-----'],
  ['private_key', 'here: -----BEGIN ·OPENSSH PRIVATE KEY-----'],
  ['private_key', '-----BEGIN ·PGP PRIVATE KEY BLOCK-----'],
  ['private_key', '{"type":"service_account","private_key": "·-----BEGIN_PRIVATE_KEY"}'],
  ['private_key', 'PuTTY-User-Key-File-·3: ssh-ed25519'],
  ['signed_header', `SDK-HMAC-SHA256 Access=${AK}, SignedHeaders=host, Signature=${HEX64}`],
  ['signed_header', 'Authorization: SDK-HMAC-SHA256  Access=abc'],
  ['signed_header', 'AWS4-HMAC-SHA256 Credential=abc/20261130/eu-west-1/iam/aws4_request'],
  ['signed_header', 'TC3-HMAC-SHA256 Credential=abc'],
  ['signed_header', 'acs3-hmac-sha256 credential=abc'],
  ['authenticator_seed', `otpauth://totp/Huawei:alice?secret=${SEED}`],
  ['authenticator_seed', '<otpauth-migration://offline?data=Cj>'],
  ['access_key', AK],
  ['access_key', `the key is ${AK}.`],
  ['access_key', `AK=${AK};SK=hidden`],
  ['access_key', `HW_${AK}_1`],
  ['access_key', `User Name,Access Key Id,Secret Access Key\nalice,${AK},${SK}`],
  ['access_key', `我的AK是${AK}，请保管`],
  ['access_key', `${AK.slice(0, 9)}\u200B${AK.slice(9)}`],
  ['access_key', 'AKIA·IOSFODNN7EXAMPLE'],
  ['access_key', 'ASIA·IOSFODNN7EXAMPLE'],
  ['access_key', 'LTAI·5tQ8sT1vW4yZ7bC0eF3h'],
  ['access_key', 'AKID·z8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE'],
  ['access_key', 'AIza·SyD9tSrke72PouQMnMX-a7eZSW0jkFMBWY0'],
  ['secret_key', 'GOCSPX-·a1B2c3D4e5F6g7H8i9J0k1L2m3N4'],
  ['secret_key', 'abc·8Q~dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF3hJ6k'],
  ['token', 'xoxb-·123456789012-abcdefghij'],
  ['token', 'xapp-1-·A0123456789-987'],
  ['token', 'https://hooks.slack.com/services/·T01234567/B01234567/abc'],
  ['token', 'ghp_·a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'],
  ['token', 'github_pat_·11ABCDEFG0a1B2c3D4e5F6_g7H8i9J0k1L2m3N4'],
  ['token', 'glpat-·a1B2c3D4e5F6g7H8i9J0'],
  ['token', 'npm_·a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'],
  ['token', 'sk_live_·a1B2c3D4e5F6g7H8'],
  ['token', 'hvs.·CAESIJlU02lqOvBQ1W1mabcdef'],
  ['token', JWT],
  ['token', `Bearer ${JWT}`],
]);

const LIKELY = join([
  ['access_key', OLD_AK],
  ['access_key', `the old one is ${OLD_AK}, please disable it`],
  ['access_key', 'access key: ABCD5678EFGH1234IJKL'],
  ['access_key', '访问密钥：abcd1234efgh5678ijkl'],
  ['secret_key', SK],
  ['secret_key', `SK ${SK}`],
  ['secret_key', `${SK.slice(0, 20)}/${SK.slice(20, 39)}`],
  ['secret_key', `HW_SECRET_KEY=${SK.slice(0, 30)}`],
  ['secret_key', 'sk: abc123def456ghi'],
  ['secret_key', 'secret key is abc123def456ghi'],
  ['secret_key', '密钥是abc123def456ghi'],
  ['secret_key', '"client_secret": "abc123def456ghi"'],
  ['secret_key', `AccountKey=${SK}${SK}==`],
  ['token', TOKEN],
  ['token', `X-Auth-Token: ${TOKEN.slice(0, 60)}`],
  ['token', 'Authorization: Bearer abc123def456ghi789'],
  ['token', 'api key: abc123def456ghi'],
  ['token', 'https://store.example.com/box?sv=2026&sig=a1B2c3D4e5F6g7H8i9J0%3D'],
  ['authenticator_seed', SEED],
  ['authenticator_seed', 'JBSW Y3DP EHPK 3PXP'],
  ['authenticator_seed', 'the setup key is jbsw y3dp ehpk 3pxp'],
  ['authenticator_seed', 'seed: JBSWY3DPEHPK3PXP'],
  ['password', 'password: Sommer2026!'],
  ['password', 'Password:\nSommer2026'],
  ['password', '*Password:* `Sommer2026`'],
  ['password', 'the password is Sommer2026'],
  ['password', 'The password for alice@example.com is now Sommer2026.'],
  ['password', 'password of the root account = hunter22'],
  ['password', 'pwd=hunter22'],
  ['password', 'password - hunter22'],
  ['password', 'The password: password is hunter22'],
  ['password', 'ｐａｓｓｗｏｒｄ： hunter22'],
  ['password', 'pw hunter22'],
  ['password', 'new password (temporary): hunter22'],
  ['password', 'I changed the password to hunter22'],
  ['password', 'password has been reset to Hunter-22'],
  ['password', 'the password is "Sommer!Sonne"'],
  ['password', 'password: monkey'],
  ['password', 'password: 12345678'],
  ['password', 'my pass phrase... no: passphrase is correcthorsebatterystaple'],
  ['password', 'Sommer2026 is the new password'],
  ['password', 'use Sommer2026 as the root password'],
  ['password', 'login: alice / Sommer2026'],
  ['password', 'credentials are alice@example.com / Sommer2026'],
  ['password', 'user alice pass Sommer2026'],
  ['password', '{"user":"alice","password":"Sommer2026"}'],
  ['password', 'DB_PASSWORD=Sommer2026'],
  ['password', 'postgres://alice:Sommer2026@db.example.com/app'],
  ['password', 'https://alice:Sommer2026@console.example.com/'],
  ['password', '密码是Sommer2026'],
  ['password', '密码：Sommer2026'],
  ['password', '新密码 Sommer2026，请尽快修改'],
  ['password', '密码已经改成Sommer@2026了'],
  ['password', '华为云账号的口令为 hunter22'],
  ['password', '账号：alice / Sommer2026'],
  ['password', 'Das Passwort ist Sommer2026'],
  ['password', 'PIN: 4821'],
  ['password', 'Xy7!kQ2#pL'],
  ['one_time_code', '483920'],
  ['one_time_code', ' 483 920 '],
  ['one_time_code', '483-920.'],
  ['one_time_code', 'G-483920'],
  ['one_time_code', 'the code is 483920'],
  ['one_time_code', 'code: 483 920'],
  ['one_time_code', 'I got this code by SMS: 483920'],
  ['one_time_code', '483920 is your verification code'],
  ['one_time_code', 'OTP 483920'],
  ['one_time_code', '验证码 483920'],
  ['one_time_code', '【华为云】您的验证码为483920，5分钟内有效'],
  ['one_time_code', '483920是您的验证码'],
  ['one_time_code', '动态码：483920'],
  ['one_time_code', 'verification code: 4821'],
  ['one_time_code', 'login code is 48392017'],
]);

describe('finding secrets', () => {
  it('is held against enough of both kinds', () => {
    expect(CERTAIN.length + LIKELY.length).toBeGreaterThanOrEqual(60);
    expect(INNOCENT.length).toBeGreaterThanOrEqual(80);
  });

  it.each(CERTAIN)('is certain of a %s in %j', (kind, text) => {
    expect(findSecret(text)).toEqual({ kind, isCertain: true });
    expect(findSecret(text, true)).toEqual({ kind, isCertain: true });
  });

  it.each(LIKELY)('suspects a %s in %j', (kind, text) => {
    expect(findSecret(text)).toEqual({ kind, isCertain: false });
  });

  it.each(CERTAIN)('finds a %s anywhere in a long text: %j', (kind, text) => {
    const around = `Dear successor, ${'all is well. '.repeat(40)}`;
    expect(findSecret(`${around}\n${text}\n${around}`)).toEqual({ kind, isCertain: true });
  });

  it.each(INNOCENT)('takes %j for what it is', (text) => {
    expect(findSecret(text)).toBeNull();
  });

  it.each(NUMBERS)('takes the number %j where a ticket number is asked for', (text) => {
    expect(findSecret(text, true)).toBeNull();
  });

  it('takes a six-digit number alone for a code only where no number is asked for', () => {
    expect(findSecret('483920')).toEqual({ kind: 'one_time_code', isCertain: false });
    expect(findSecret('483920', true)).toBeNull();
    expect(findSecret('the code is 483920', true)).toEqual({ kind: 'one_time_code', isCertain: false });
  });

  it('answers the same the second time', () => {
    for (const [, text] of [...CERTAIN, ...LIKELY]) expect(findSecret(text)).toEqual(findSecret(text));
  });
});
