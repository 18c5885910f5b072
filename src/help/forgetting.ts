import type { Temporal } from "temporal-polyfill";
import type { GuildId, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import { type HelpDesk, jobKey } from "./desk.ts";
import { callSurfaces, talkSurfaces, unmaskSurfaces, wordSurfaces } from "./effects.ts";
import type { HelpRequest, HelpWord } from "./model.ts";
import { hushMinutes, modeOf } from "./rules.ts";

/** What is kept of a person who asked for help, and how it goes. */
export class Forgetting {
	readonly #desk: HelpDesk;

	constructor(desk: HelpDesk) {
		this.#desk = desk;
	}

	/** Their own requests, those under a pseudonym too. */
	async ofPerson(tx: Tx, userId: UserId): Promise<{ request: HelpRequest; words: HelpWord[] }[]> {
		const { store } = this.#desk.with;
		const own = (await store.all(tx)).filter((each) => this.#desk.personOf(each) === userId);
		return Promise.all(own.map(async (request) => ({ request, words: await store.words(tx, request.id) })));
	}

	/**
	 * What they asked for goes at once. A visitor's link goes at once too, and their own thread; what staff see of it a
	 * while later, so that nobody can tell by the hour who it was.
	 */
	async forgetPerson(tx: Tx, userId: UserId, now: Temporal.Instant, guildId?: GuildId): Promise<void> {
		const { store, chance, emptyLog } = this.#desk.with;
		for (const { request } of await this.ofPerson(tx, userId)) {
			if (guildId !== undefined && request.guildId !== guildId) continue;
			if (modeOf(request) === "nickname") {
				await this.forget(tx, request, now);
				continue;
			}
			await store.save(tx, { ...request, link: null });
			await this.#desk.put(tx, request, [{ name: "help.thread", helpId: request.id }], now);
			await this.#desk.job(tx, request, "hush", now.add({ minutes: hushMinutes(chance()) }));
			emptyLog();
		}
		await store.removeHelper(tx, userId, guildId);
	}

	/** Nothing of it is kept, here or in Discord, save the log of who found out who a visitor was, and why. */
	async forget(tx: Tx, request: HelpRequest, now: Temporal.Instant): Promise<void> {
		const { store, jobs, emptyLog } = this.#desk.with;
		const words = (await store.words(tx, request.id)).flatMap(wordSurfaces);
		await store.remove(tx, request.id);
		await jobs.cancel(tx, jobKey(request));
		const rest = modeOf(request) === "pseudonym" ? [...words, ...unmaskSurfaces(request)] : [];
		await this.#desk.put(tx, request, [...rest, ...callSurfaces(request), ...talkSurfaces(request)], now);
		emptyLog();
	}
}
