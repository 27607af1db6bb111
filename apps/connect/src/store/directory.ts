import type { DatabaseSync } from 'node:sqlite';
import type { Person } from '../domain/person.ts';
import { toPerson } from './people.ts';

/** A line of the list of people. */
export interface Listed {
  readonly number: number;
  readonly person: Person;
}

export interface PeopleQuery {
  /** Part of any of a person's ids, names, e-mail address or phone number, capitals ignored; empty for all. */
  readonly text: string;
  /** Only people who came before this number; for the next page. */
  readonly before: number;
  readonly most: number;
}

export type Directory = ReturnType<typeof openDirectory>;

/** Finds people by what an operator may know of them. Wants the function `folded`. */
export function openDirectory(sql: DatabaseSync) {
  const search = sql.prepare(
    `SELECT * FROM people
     WHERE environment = :environment AND id < :before AND (:text = ''
       OR instr(folded(concat_ws(' ', first_name, last_name, email, phone_number)), :text) > 0
       OR EXISTS (SELECT 1 FROM ids WHERE ids.person = people.id AND instr(folded(ids.user_id), :text) > 0))
     ORDER BY id DESC LIMIT :most`,
  );
  const count = sql.prepare('SELECT count(*) AS people FROM people WHERE environment = ?');

  return {
    /** People, those whom Connect met last first. */
    search(environment: number, { text, before, most }: PeopleQuery): Listed[] {
      const rows = search.all({ environment, text: text.toLowerCase(), before, most });
      return rows.map((row) => ({
        number: Number(row.id),
        person: toPerson(row as Parameters<typeof toPerson>[0]),
      }));
    },

    count: (environment: number) => Number(count.get(environment)?.people),
  };
}
