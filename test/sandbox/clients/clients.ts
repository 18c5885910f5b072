/** People's own Discord clients, by their tokens. */
import { randomBytes } from "node:crypto";
import type { Traffic } from "../traffic.ts";
import { DiscordError } from "../world/errors.ts";
import type { Snowflake } from "../world/model.ts";
import type { World } from "../world/world.ts";
import { PersonClient } from "./client.ts";

export class Clients {
	readonly #world: World;
	readonly #traffic: Traffic;
	readonly #tokens = new Map<Snowflake, string>();
	readonly #byToken = new Map<string, PersonClient>();

	constructor(world: World, traffic: Traffic) {
		this.#world = world;
		this.#traffic = traffic;
		world.on((event) => {
			for (const client of this.#byToken.values()) client.hear(event);
		});
	}

	/** The token of the person's client; made at the first question, and good for as long as the sandbox runs. */
	tokenOf(personId: Snowflake): string {
		const known = this.#tokens.get(personId);
		if (known) return known;
		if (this.#world.user(personId).bot) throw new DiscordError("Unauthorized");
		const token = `${Buffer.from(personId).toString("base64url")}.${randomBytes(24).toString("base64url")}`;
		this.#tokens.set(personId, token);
		this.#byToken.set(token, new PersonClient(this.#world, personId, this.#traffic));
		return token;
	}

	byToken(token: string): PersonClient | null {
		return this.#byToken.get(token) ?? null;
	}

	/** The client of a person who has a token. */
	of(personId: Snowflake): PersonClient | null {
		return this.byToken(this.#tokens.get(personId) ?? "");
	}
}
