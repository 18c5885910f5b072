/** The control interface: who there is, the time, what goes on behind, and faults. See the README. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { PermissionFlagsBits } from "discord-api-types/v10";
import * as z from "zod/mini";
import type { Sandbox } from "../../index.ts";
import { readBody } from "../../rest/body.ts";
import { DiscordError } from "../../world/errors.ts";
import type { BotEffect, BotHandle, BotJob } from "./botHandle.ts";
import type { People } from "./people.ts";
import type { Time } from "./time.ts";

export interface BotState {
	alive: boolean;
	/** ISO instant by the sandbox's clock; null when it is not alive. */
	startedAt: string | null;
	jobs: BotJob[];
	outbox: BotEffect[];
}

export interface ControlParts {
	sandbox: Sandbox;
	bot: BotHandle;
	time: Time;
	people: People;
	zone: string;
	language: string;
	/** Something has been done that everybody who looks on may want to know. */
	changed(what: "people" | "bot" | "clock"): void;
}

/** Refused with this status and these words. */
class Refused extends Error {
	readonly status: number;

	constructor(status: number, message: string) {
		super(message);
		this.status = status;
	}
}

const newPerson = z.object({
	name: z.string().check(z.trim(), z.minLength(1), z.maxLength(32)),
	locale: z.enum(["fi", "sv-SE", "en-GB"]),
});
const clockOrder = z.union([
	z.object({ to: z.string() }),
	z.object({ next: z.literal(true) }),
	z.object({ speed: z.number() }),
]);
const botOrder = z.object({ do: z.enum(["kill", "restart"]) });
const permission = z.enum(Object.keys(PermissionFlagsBits) as [keyof typeof PermissionFlagsBits]);
const faultOrder = z.discriminatedUnion("do", [
	z.object({ do: z.literal("dropGateway") }),
	z.object({ do: z.literal("failNext"), status: z.optional(z.union([z.literal(500), z.literal(502)])) }),
	z.object({ do: z.enum(["takePermission", "givePermission"]), permission }),
]);

type Handler = (request: { query: URLSearchParams; body: unknown }) => unknown;

export class Control {
	readonly #parts: ControlParts;
	readonly #routes: Record<string, Handler>;
	#startedAt: string | null;
	/** One order at a time: two windows may press at once. */
	#ordered: Promise<unknown> = Promise.resolve();

	constructor(parts: ControlParts) {
		this.#parts = parts;
		this.#startedAt = parts.bot.alive ? parts.sandbox.world.timestamp() : null;
		const { time, people, sandbox } = parts;
		this.#routes = {
			"GET /control/situation": () => this.#situation(),
			"GET /control/people": () => people.list(),
			"POST /control/people": ({ body }) => this.#addPerson(read(newPerson, body)),
			"GET /control/clock": () => time.state,
			"POST /control/clock": ({ body }) => this.#setClock(read(clockOrder, body)),
			"GET /control/log": ({ query }) => sandbox.traffic.after(Number(query.get("after") ?? 0)),
			"GET /control/bot": () => this.bot(),
			"POST /control/bot": ({ body }) => {
				const order = read(botOrder, body).do;
				const done = this.#ordered.then(() => this.#order(order));
				this.#ordered = done.catch(() => {});
				return done;
			},
			"POST /control/faults": ({ body }) => this.#fault(read(faultOrder, body)),
		};
	}

	async answer(request: IncomingMessage, url: URL, response: ServerResponse): Promise<void> {
		const send = (status: number, body: unknown) => {
			response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
			response.end(body === undefined ? undefined : JSON.stringify(body));
		};
		try {
			const handler = this.#routes[`${request.method} ${url.pathname}`];
			if (!handler) throw new Refused(404, "There is no such request");
			const { body } = await readBody(request);
			const answer = await handler({ query: url.searchParams, body });
			send(answer === undefined ? 204 : 200, answer);
		} catch (error) {
			const known = error instanceof Refused || error instanceof DiscordError;
			send(known ? error.status : 500, { error: error instanceof Error ? error.message : String(error) });
		}
	}

	bot(): BotState {
		const { bot } = this.#parts;
		const { alive } = bot;
		return { alive, startedAt: alive ? this.#startedAt : null, jobs: bot.jobs(), outbox: bot.outbox() };
	}

	#situation() {
		const { sandbox, zone, language } = this.#parts;
		const { world, guild, applicationId } = sandbox;
		const invite = [...world.guild(guild.id).invites.values()].at(-1)?.code ?? null;
		return { guildId: guild.id, guildName: guild.name, applicationId, zone, language, invite };
	}

	async #addPerson({ name, locale }: z.infer<typeof newPerson>) {
		const person = await this.#parts.people.add(name, locale);
		if (!person) throw new Refused(409, "There is somebody of this name already");
		this.#parts.changed("people");
		return person;
	}

	async #setClock(order: z.infer<typeof clockOrder>) {
		const { time } = this.#parts;
		try {
			if ("speed" in order) time.setSpeed(order.speed);
			else if ("to" in order) await time.jump(Date.parse(order.to));
			else await time.jumpToNext();
		} catch (error) {
			if (error instanceof RangeError) throw new Refused(400, error.message);
			throw error;
		}
		this.#parts.changed("clock");
		return time.state;
	}

	async #order(what: "kill" | "restart"): Promise<BotState> {
		const { bot, time, sandbox, changed } = this.#parts;
		if (bot.alive) await bot.kill();
		if (what === "restart") {
			await bot.start();
			this.#startedAt = sandbox.world.timestamp();
			await time.settle();
		}
		changed("bot");
		return this.bot();
	}

	#fault(order: z.infer<typeof faultOrder>): undefined {
		const { faults, byHand } = this.#parts.sandbox;
		switch (order.do) {
			case "dropGateway":
				faults.dropGateway();
				return;
			case "failNext":
				faults.next({}, { status: order.status ?? 500 });
				return;
			case "takePermission":
				byHand.takePermission(PermissionFlagsBits[order.permission]);
				return;
			case "givePermission":
				byHand.givePermission(PermissionFlagsBits[order.permission]);
		}
	}
}

function read<T extends z.core.$ZodType>(schema: T, body: unknown): z.output<T> {
	const parsed = z.safeParse(schema, body);
	if (parsed.success) return parsed.data;
	const why = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
	throw new Refused(400, why.join("; "));
}
