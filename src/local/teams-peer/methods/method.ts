import type { Json, JsonObject } from '../../json.js';
import type { Workspace } from '../state.js';

/** A call, taken apart. */
export interface Asked {
  /** What stands in the path, decoded: `conversation`, `activity`, `member`, `tenant`. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The JSON, or the fields of a form. */
  readonly body: JsonObject;
  /** The length of the body in UTF-16 code units, doubled: how Teams counts a message's size. */
  readonly bytes: number;
}

export interface Answered {
  readonly status: number;
  readonly body: Json;
}

/** A method of the connector or of the two login servers. Throws a TeamsError. */
export interface Method {
  readonly name: string;
  readonly verb: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Of the path; behind the region for methods of the connector. */
  readonly pattern: RegExp;
  /** `posts`: counts against the conversation's rate limits. */
  readonly kind: 'login' | 'reads' | 'changes' | 'posts';
  readonly run: (workspace: Workspace, asked: Asked) => Answered;
}
