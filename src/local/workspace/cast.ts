/** The four people of the workspace, by their handle. */
export const NAMES = ['ines', 'alice', 'bob', 'carol'] as const;
export type Name = (typeof NAMES)[number];

export const PLATFORMS = ['slack', 'teams'] as const;
export type PlatformName = (typeof PLATFORMS)[number];

export interface CastMember {
  readonly name: Name;
  /** As colleagues read it. */
  readonly shownName: string;
  /** What the person does in the example. */
  readonly role: string;
  readonly email: string;
}

const member = (name: Name, role: string): CastMember => ({
  name,
  shownName: name.charAt(0).toUpperCase() + name.slice(1),
  role,
  email: `${name}@acme.example`,
});

export const CAST: readonly CastMember[] = [
  member('ines', 'starts it'),
  member('alice', 'leaves'),
  member('bob', 'takes over'),
  member('carol', 'administrator'),
];

export const PLATFORM_NAMES: Readonly<Record<PlatformName, string>> = { slack: 'Slack', teams: 'Teams' };
