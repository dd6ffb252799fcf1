import { type Database, type Row } from "./database.ts";

export interface AccessToken {
  token: string;
  /** `local` is for calls made by hand: no app has it, so nothing that the app should meet or count happens to them. */
  kind: "offline" | "online" | "local";
  shop: string;
  scopes: string[];
  userId: string | null;
  /** Milliseconds; null for a token that does not expire. */
  expiresAt: number | null;
  refreshToken: string | null;
  refreshExpiresAt: number | null;
  /** The token that this one was refreshed from. */
  predecessor: string | null;
  createdAt: number;
}

/** The access tokens that shops gave to the app. */
export class TokensTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  find(token: string): AccessToken | undefined {
    const row = this.#db.get("select * from tokens where token = ?", token);
    return row && tokenOf(row);
  }

  findByRefreshToken(refreshToken: string): AccessToken | undefined {
    const row = this.#db.get("select * from tokens where refresh_token = ?", refreshToken);
    return row && tokenOf(row);
  }

  /** The newest offline token of a shop; a shop without one has not installed the app. */
  findOffline(shop: string): AccessToken | undefined {
    const row = this.#db.get("select * from tokens where shop = ? and kind = 'offline' order by created_at desc limit 1", shop);
    return row && tokenOf(row);
  }

  isInstalled(shop: string): boolean {
    return this.findOffline(shop) !== undefined;
  }

  save({ token, kind, shop, scopes, userId, expiresAt, refreshToken, refreshExpiresAt, predecessor, createdAt }: AccessToken) {
    const sql = `insert or replace into tokens (token, kind, shop, scopes, user_id, expires_at, refresh_token, refresh_expires_at, predecessor, created_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
    this.#db.run(sql, token, kind, shop, scopes.join(","), userId, expiresAt, refreshToken, refreshExpiresAt, predecessor, createdAt);
  }

  /** From now on the token's refresh token is unknown. */
  dropRefreshToken(token: string) {
    this.#db.run("update tokens set refresh_token = null where token = ?", token);
  }

  removeAll(shop: string): number {
    return this.#db.run("delete from tokens where shop = ?", shop);
  }

  setScopes(shop: string, scopes: string[]) {
    this.#db.run("update tokens set scopes = ? where shop = ?", scopes.join(","), shop);
  }
}

function tokenOf(row: Row): AccessToken {
  const number = (value: string | number | null | undefined) => (value === null || value === undefined ? null : Number(value));
  const text = (value: string | number | null | undefined) => (value === null || value === undefined ? null : String(value));
  return {
    token: String(row.token),
    kind: row.kind as AccessToken["kind"],
    shop: String(row.shop),
    scopes: String(row.scopes).split(",").filter(Boolean),
    userId: text(row.user_id),
    expiresAt: number(row.expires_at),
    refreshToken: text(row.refresh_token),
    refreshExpiresAt: number(row.refresh_expires_at),
    predecessor: text(row.predecessor),
    createdAt: Number(row.created_at),
  };
}
