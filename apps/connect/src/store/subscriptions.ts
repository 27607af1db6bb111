import type { DatabaseSync } from 'node:sqlite';

export type Subscriptions = ReturnType<typeof openSubscriptions>;

/** Which messages a person does not want. */
export function openSubscriptions(sql: DatabaseSync) {
  const setAll = sql.prepare('UPDATE people SET unsubscribed = ?, updated_at = ? WHERE id = ?');
  const clear = sql.prepare('DELETE FROM unsubscribed_campaigns WHERE person = ?');
  const add = sql.prepare('INSERT OR IGNORE INTO unsubscribed_campaigns (person, campaign) VALUES (?, ?)');
  const remove = sql.prepare('DELETE FROM unsubscribed_campaigns WHERE person = ? AND campaign = ?');
  const list = sql.prepare('SELECT campaign FROM unsubscribed_campaigns WHERE person = ? ORDER BY campaign');

  return {
    unsubscribedCampaigns: (person: number) => list.all(person).map((row) => String(row.campaign)),

    /** Subscribing to all also takes back what was said about single campaigns. */
    setAll(person: number, subscribed: boolean, at: number): void {
      setAll.run(subscribed ? 0 : 1, at, person);
      if (subscribed) clear.run(person);
    },

    setCampaigns(person: number, campaigns: readonly string[], subscribed: boolean): void {
      const statement = subscribed ? remove : add;
      for (const campaign of campaigns) statement.run(person, campaign);
    },
  };
}
