import { describe } from '@jest/globals';
import type { PersonId } from '../../src/core/ids.js';
import { alice, bob, DAY_MS, type Play, stranger } from '../support/a-handover.js';
import { branchB, fresh, small } from '../support/core/a-small-play.js';
import { examples, given, words } from '../support/core/given.js';

const lost = (why: 'deactivated' | 'not_installed' | 'blocked', person = alice) =>
  ({ type: 'unreachable', person, why }) as const;
const away = (play: Play): void => {
  branchB(play).give(lost('blocked'));
};

describe('somebody who cannot be reached', () => {
  examples({
    'is noted with the platform’s reason': given(fresh, small())
      .when(lost('not_installed'))
      .thenComes({ type: 'person_unreachable', person: alice, why: 'not_installed' }),
    'is noted once': given(away, small()).when(lost('blocked')).thenNothing(),
    'is noted again when the reason changes': given(away, small())
      .when(lost('not_installed'))
      .thenComes({ type: 'person_unreachable', person: alice, why: 'not_installed' }),
    'is nobody of ours when not named': given(fresh, small()).when(lost('blocked', stranger)).thenNothing(),
    'may still press': given(away, small())
      .when((play) => ({ type: 'ticket_submitted', by: alice, ...play.on('split'), number: words('HW-1') }))
      .thenComes({ type: 'ticket_submitted', by: alice }),
    'is still waited on, so that the ladder climbs': given((play) => {
      away(play);
      play.wait(DAY_MS);
    }, small())
      .when({ type: 'clock' })
      .thenComes({ type: 'nudged', wait: 'split', to: alice }),
  });
});

describe('somebody who can be reached again', () => {
  examples({
    'is noted': given(away, small())
      .when({ type: 'reachable', person: alice })
      .thenComes({ type: 'person_reachable', person: alice }),
    'changes nothing when they always could': given(fresh, small())
      .when({ type: 'reachable', person: bob })
      .thenNothing(),
    'changes nothing when nobody knows them': given(fresh, small())
      .when({ type: 'reachable', person: stranger })
      .thenNothing(),
    'changes nothing when their name means something to the language': given(fresh, small())
      .when({ type: 'reachable', person: 'constructor' as PersonId })
      .thenNothing(),
  });
});
