/** The text fields of a person that every message channel knows. */
export const textFields = ['first_name', 'last_name', 'email', 'phone_number', 'timezone'] as const;
export type TextField = (typeof textFields)[number];

export type Attributes = Record<string, unknown>;

/** `gcm` and `fcm` are one set of Android tokens: Google renamed the service, the devices stayed. */
export type Platform = 'apns' | 'android';

/**
 * What an identify says about a user, checked and with its ids as text. An absent part says nothing; `null` clears.
 */
export interface User {
  readonly userId: string;
  readonly fields: Readonly<Partial<Record<TextField, string | null>>>;
  readonly attributes?: Attributes | null;
  readonly previousId?: string;
  readonly groupId?: string | null;
  readonly groupAttributes?: Attributes | null;
  readonly tokens: Readonly<Partial<Record<Platform, readonly string[]>>>;
}

/** What a track says: one event of one user, `time` in milliseconds since 1970, absent when the sender gave none. */
export interface Event {
  readonly userId: string;
  readonly name: string;
  readonly time?: number;
  /** Identify fields that came embedded in the event. */
  readonly user?: User;
}
