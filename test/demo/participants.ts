import { translator } from "../../src/shared/i18n.ts";
import { languageOf } from "../../src/shared/language.ts";
import type { Answer } from "../sandbox/index.ts";
import type { Participant } from "./casts.ts";
import { firstLine, type Troupe } from "./troupe.ts";

/** What participants of a story do, each by their habits. */
export class Participants {
	readonly #troupe: Troupe;

	constructor(troupe: Troupe) {
		this.#troupe = troupe;
	}

	/** Comes by the invite and joins; when the group is full, goes onto the waiting list. */
	async arrive(one: Participant, invite: string): Promise<void> {
		const person = await this.#troupe.person(one.name, one);
		await this.#troupe.stage.until(this.#troupe.stage.now.add({ hours: 1 }));
		person.join(invite);
		await this.#troupe.stage.settle();
		const t = translator(languageOf(one.locale, this.#troupe.cast.language));
		const full = await this.#join(one, () => person.press(this.#troupe.t("messages:button.join")));
		if (!full) return;
		const waits = await this.#troupe.stage.answered(() => full.press(t("replies:buttons.wait")));
		this.#troupe.line(`${one.nickname} finds the group full: ${firstLine(waits)}`);
	}

	/** Opens the form, fills it in and sends it. @returns the answer when there was no form, because the group is full. */
	async #join(one: Participant, open: () => Promise<Answer>): Promise<Answer | undefined> {
		const t = translator(languageOf(one.locale, this.#troupe.cast.language));
		let filled = false;
		const answer = await this.#troupe.stage.sent(open, (form) => {
			const consent = form.fields.find(({ kind }) => kind === "checkboxes");
			const tick = consent?.options?.[0]?.label;
			if (!consent || !tick) throw new Error("The form does not ask for consent");
			form.fill({ [t("replies:join.nickname")]: one.nickname, [consent.label]: [tick] });
			filled = true;
		});
		if (!filled) return answer;
		this.#troupe.inside.add(one);
		this.#troupe.deeds.joined += 1;
		this.#troupe.line(`${one.nickname} joins: ${firstLine(answer)}`);
		return undefined;
	}

	async introduce(one: Participant): Promise<void> {
		if (!this.#troupe.inside.has(one)) return;
		await this.#writeIntroduction(one, one.introduction ?? [], "introduces themself");
		if (one.editsIntroduction)
			await this.#writeIntroduction(one, one.editsIntroduction, "edits the introduction");
		if (one.takesIntroductionAway) {
			await this.#troupe.press(one, "messages:button.introduction-remove");
			this.#troupe.line(`${one.nickname} takes the introduction away again`);
		}
	}

	async #writeIntroduction(one: Participant, texts: string[], what: string): Promise<void> {
		const t = translator(languageOf(one.locale, this.#troupe.cast.language));
		const person = await this.#troupe.person(one.name);
		const open = () => person.press(this.#troupe.t("messages:button.introduce"));
		const preview = await this.#troupe.stage.sent(open, (form) => {
			const fields = form.fields.filter(({ kind }) => kind === "text");
			form.fill(Object.fromEntries(fields.map(({ label }, index) => [label, texts[index] ?? ""])));
		});
		const posted = await this.#troupe.stage.answered(() =>
			preview.press(t("replies:buttons.introduction-post")),
		);
		this.#troupe.line(`${one.nickname} ${what}: ${firstLine(posted)}`);
	}

	/** Some would rather not be called. */
	async quietReminders(): Promise<void> {
		for (const one of this.#troupe.cast.participants) {
			if (!one.remindersOff) continue;
			const answer = await this.#troupe.press(one, "messages:button.reminders-off");
			this.#troupe.line(`${one.nickname} turns reminders off: ${firstLine(answer)}`);
		}
	}

	async perhapsGo(one: Participant, number: number): Promise<void> {
		const t = translator(languageOf(one.locale, this.#troupe.cast.language));
		if (one.leavesAfter === number) {
			const asked = await this.#troupe.press(one, "messages:button.leave");
			const left = await this.#troupe.stage.answered(() => asked.press(t("replies:buttons.leave-yes")));
			this.#troupe.line(`${one.nickname} leaves: ${firstLine(left)}`);
		} else if (one.vanishesAfter === number) {
			(await this.#troupe.person(one.name)).leaveServer();
			this.#troupe.line(`${one.nickname} leaves the server without a word`);
		} else return;
		this.#troupe.inside.delete(one);
		await this.#troupe.stage.until(this.#troupe.stage.now.add({ hours: 1 }));
		for (const other of this.#troupe.cast.participants) await this.#perhapsAccept(other);
	}

	/** Who waited and was offered a place, in a direct message or in a private thread, takes it. */
	async #perhapsAccept(one: Participant): Promise<void> {
		if (this.#troupe.inside.has(one) || !this.#troupe.people.has(one.name)) return;
		const person = await this.#troupe.person(one.name);
		const label = this.#troupe.t("messages:button.accept");
		const [thread] = person.threads();
		const places = [...(thread ? [thread.name] : []), ...(person.dms().length > 0 ? ["dm"] : [])];
		for (const place of places) {
			const seen = place === "dm" ? person.dms() : person.readThread(place);
			if (!seen.some(({ buttons }) => buttons.some((button) => button.label === label))) continue;
			this.#troupe.line(
				`${one.nickname} is offered a place ${place === "dm" ? "in a direct message" : "in a private thread, as direct messages are closed"}`,
			);
			await this.#join(one, () => person.press(label, { in: place }));
			return;
		}
	}
}
