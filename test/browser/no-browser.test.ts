import { expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const JEST = ['--runInBand', '--testPathIgnorePatterns', '/node_modules/', '--testPathPatterns', 'browser/handover'];

it('without a browser the run says how to get one, and is no success', () => {
  const run = spawnSync(process.execPath, [join(ROOT, 'node_modules/jest/bin/jest.js'), ...JEST], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', BROWSER_PATH: '/nowhere/chromium' },
    encoding: 'utf8',
    timeout: 60_000,
  });
  expect(run.stderr).toContain('There is no browser to test with. Looked for /nowhere/chromium.');
  expect(run.stderr).toContain('apt-get install --yes --no-install-recommends chromium');
  expect(run.status).toBe(1);
}, 90_000);
