import type { DatabaseSync } from 'node:sqlite';
import { joined, newPerson, type Person } from '../domain/person.ts';
import type { Attributes } from '../domain/user.ts';

/** One id of a person: `id` and `person` are row numbers. */
export interface Identity {
  readonly id: number;
  readonly person: number;
}

type Row = Record<string, string | number | null>;

export type People = ReturnType<typeof openPeople>;

/** People, the ids they were called by, and their groups. */
export function openPeople(sql: DatabaseSync) {
  const findId = sql.prepare('SELECT id, person FROM ids WHERE environment = ? AND user_id = ?');
  const insertId = sql.prepare('INSERT INTO ids (environment, user_id, person) VALUES (?, ?, ?)');
  const idsOf = sql.prepare('SELECT id, user_id AS userId FROM ids WHERE person = ? ORDER BY id');
  const countIds = sql.prepare('SELECT count(*) AS ids FROM ids WHERE person = ?');
  const load = sql.prepare('SELECT * FROM people WHERE id = ?');
  const insert = sql.prepare(
    `INSERT INTO people (environment, user_id, attributes, unsubscribed, created_at, updated_at)
     VALUES (?, ?, '{}', 0, ?, ?)`,
  );
  const update = sql.prepare(
    `UPDATE people SET user_id = ?, first_name = ?, last_name = ?, email = ?, phone_number = ?, timezone = ?,
       group_id = ?, attributes = ?, unsubscribed = ?, created_at = ?, updated_at = ? WHERE id = ?`,
  );
  const moves = [
    sql.prepare('UPDATE ids SET person = ? WHERE person = ?'),
    sql.prepare('UPDATE tokens SET person = ? WHERE person = ?'),
    sql.prepare('UPDATE OR IGNORE unsubscribed_campaigns SET person = ? WHERE person = ?'),
  ];
  const dropCampaigns = sql.prepare('DELETE FROM unsubscribed_campaigns WHERE person = ?');
  const remove = sql.prepare('DELETE FROM people WHERE id = ?');
  const findGroup = sql.prepare('SELECT attributes FROM groups WHERE environment = ? AND group_id = ?');
  const saveGroup = sql.prepare(
    `INSERT INTO groups (environment, group_id, attributes) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET attributes = excluded.attributes`,
  );

  const people = {
    find: (environment: number, userId: string) => findId.get(environment, userId) as Identity | undefined,

    /** The identity of a user id; an unknown one becomes a person of whom nothing else is known. */
    findOrCreate(environment: number, userId: string, at: number): Identity {
      const known = people.find(environment, userId);
      if (known) return known;
      const person = Number(insert.run(environment, userId, at, at).lastInsertRowid);
      return people.addId(environment, userId, person);
    },

    addId(environment: number, userId: string, person: number): Identity {
      return { id: Number(insertId.run(environment, userId, person).lastInsertRowid), person };
    },

    /** All ids of a person, in the order in which Connect met them. */
    idsOf: (person: number) => idsOf.all(person) as unknown as { id: number; userId: string }[],

    load(person: number): Person {
      return toPerson(load.get(person) as Row);
    },

    save(number: number, person: Person): void {
      const { first_name, last_name, email, phone_number, timezone } = person.fields;
      const fields = [first_name, last_name, email, phone_number, timezone, person.groupId];
      const attributes = JSON.stringify(person.attributes);
      const state = [Number(person.unsubscribed), person.createdAt, person.updatedAt];
      update.run(person.userId, ...fields, attributes, ...state, number);
    },

    /** Makes one person of two; gives the row that stays. */
    join(known: number, previous: number, at: number): number {
      const person = joined(people.load(known), people.load(previous), at);
      // The row with fewer ids goes, so that an id which everybody is joined with stays cheap to join.
      const isLarger = Number(countIds.get(previous)?.ids) > Number(countIds.get(known)?.ids);
      const [kept, gone] = isLarger ? [previous, known] : [known, previous];
      for (const move of moves) move.run(kept, gone);
      dropCampaigns.run(gone);
      remove.run(gone);
      people.save(kept, person);
      return kept;
    },

    groupAttributes(environment: number, groupId: string): Attributes {
      const row = findGroup.get(environment, groupId);
      return row ? JSON.parse(String(row.attributes)) : {};
    },

    saveGroup(environment: number, groupId: string, attributes: Attributes): void {
      saveGroup.run(environment, groupId, JSON.stringify(attributes));
    },
  };
  return people;
}

/** A row of table `people` as a person. */
export function toPerson(row: Row): Person {
  const text = (column: string) => row[column] as string | null;
  return {
    ...newPerson(String(row.user_id), Number(row.created_at)),
    fields: {
      first_name: text('first_name'),
      last_name: text('last_name'),
      email: text('email'),
      phone_number: text('phone_number'),
      timezone: text('timezone'),
    },
    attributes: JSON.parse(String(row.attributes)),
    groupId: text('group_id'),
    unsubscribed: row.unsubscribed === 1,
    updatedAt: Number(row.updated_at),
  };
}
