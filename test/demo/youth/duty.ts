import { translator } from "../../../src/shared/i18n.ts";
import type { Answer, Form } from "../../sandbox/index.ts";
import type { Chance } from "../../support/chance.ts";
import type { Doors } from "./doors.ts";
import type { Shift } from "./rota.ts";
import { STAFF_CHANNEL, stamp, type Team } from "./team.ts";

/** What supervisors do at the place: come, leave, and leave word. */
export class Duty {
	readonly #team: Team;
	readonly #doors: Doors;
	readonly #chance: Chance;
	#written = 0;

	constructor(team: Team, doors: Doors, chance: Chance) {
		this.#team = team;
		this.#doors = doors;
		this.#chance = chance;
	}

	/** Comes, and presses so, or forgets to and steps into the staff's voice room. */
	async come(name: string, shift: Shift): Promise<void> {
		const { presence, rota } = this.#team;
		if (this.#team.supervisor(name)?.comes === "voice") {
			(await this.#team.person(name)).joinVoice(this.#team.room("staff-voice"));
			presence.enterVoice(name);
			await this.#team.stage.settle();
			return this.check();
		}
		const answer = await this.#team.press(name, "openings:button.here");
		const { place } = this.#team.cast;
		const t = translator(this.#team.languageOf(name));
		const here = [t("openings:reply.here", { place }), t("openings:reply.already-here", { place })];
		const good = here.some((words) => answer.text.startsWith(words));
		this.#team.says(good, `${name} could not say that they are here: ${answer.text}`);
		presence.press(name);
		// Who comes for an empty slot has it by that.
		if (!shift.holders.includes(name) && shift.holders.length < 2) rota.take(shift, name);
		this.check();
	}

	/** Leaves before the end, and leaves word on the way. */
	async leave(name: string, shift: Shift): Promise<void> {
		const { presence } = this.#team;
		const person = await this.#team.person(name);
		if (this.#team.supervisor(name)?.comes === "voice") {
			person.leaveVoice();
			presence.leaveVoice(name);
			await this.#team.stage.settle();
			return this.check();
		}
		const label = this.#team.t("openings:button.leave");
		const opened = await this.#team.stage.press(person, label, { in: STAFF_CHANNEL });
		presence.leave(name);
		this.check();
		const { form } = opened;
		if (form) {
			this.#write(form);
			return this.#keep(name, await this.#team.stage.answered(() => form.send()), shift);
		}
		// Who presses twice has left already, and may still leave word.
		const open = this.#team.own(name, "handovers:button.write");
		if (!opened.message?.buttons.some((each) => each.label === open)) return;
		const sent = await this.#team.stage.sent(
			() => opened.press(open),
			(again) => this.#write(again),
		);
		await this.#keep(name, sent, shift);
	}

	/** The hour is over: the staff's voice room is left, and the doors are closed. */
	async end(): Promise<void> {
		const { presence } = this.#team;
		presence.end();
		this.check();
		for (const name of presence.names) {
			(await this.#team.person(name)).leaveVoice();
			presence.leaveVoice(name);
		}
		await this.#team.stage.settle();
	}

	/** Word for the next shift. `naming`: at first somebody is named in it, which is refused and put right. */
	async handOver(name: string, shift: Shift, naming?: string): Promise<void> {
		const written = await this.#team.fill(name, "handovers:button.write", (form) =>
			this.#write(form, naming),
		);
		if (naming === undefined) return this.#keep(name, written, shift);
		const refused = this.#team.own(name, "handovers:reply.names").split("\n")[0] ?? "";
		this.#team.says(written.text.includes(refused), `${naming} was let stand: ${written.text}`);
		const label = this.#team.own(name, "handovers:form.again");
		const again = await this.#team.stage.sent(
			() => written.press(label),
			(form) => {
				const [first] = form.fields;
				const kept = typeof first?.value === "string" && first.value.includes(naming);
				this.#team.expect(kept, `what ${name} wrote was not kept`);
				if (first) form.fill({ [first.label]: String(first.value).replace(naming, "yksi meistä") });
			},
		);
		await this.#keep(name, again, shift);
	}

	/** The coordinator lets the doors open with fewer, and says why. */
	async override(shift: Shift, reason: string): Promise<void> {
		const { coordinator } = this.#team.cast;
		await this.#team.fill(coordinator, "openings:button.override", (form) => {
			const [field] = form.fields;
			if (field) form.fill({ [field.label]: reason });
		});
		this.#team.presence.override(shift);
		this.check();
	}

	/** Whether the doors are as those who were there know that they should be. */
	check(): void {
		const { presence } = this.#team;
		const should = presence.doorsShouldBeOpen();
		const is = this.#doors.open;
		const there = presence.names.join(", ") || "nobody";
		this.#team.expect(is === should, `the doors are ${is ? "open" : "closed"} with ${there}`);
		this.#team.expect(this.#doors.agree, "one room is open and the other closed");
	}

	#write(form: Form, naming?: string): void {
		const { handovers } = this.#team.cast;
		const words = handovers[this.#written++ % handovers.length];
		const texts = [words?.talkedAbout ?? "", words?.toFollow ?? "", words?.needs ?? ""];
		if (naming !== undefined) texts[0] = `${naming} kertoi kesästään.`;
		const fields = form.fields.filter(({ kind }) => kind === "text");
		for (const [index, { label }] of fields.entries()) form.fill({ [label]: texts[index] ?? "" });
		const topics = form.fields.find(({ kind }) => kind === "checkboxes");
		const some = this.#chance.shuffled(topics?.options ?? []).slice(0, this.#chance.whole(1, 3));
		if (topics) form.fill({ [topics.label]: some.map(({ label }) => label) });
	}

	async #keep(name: string, answer: Answer, shift: Shift): Promise<void> {
		const kept = answer.kind === "failed" || answer.text === this.#team.own(name, "handovers:reply.kept");
		this.#team.expect(kept, `word of ${shift.date} was not kept (${stamp(shift)}): ${answer.text}`);
		if (kept) this.#team.deeds.handovers.add(shift.date);
	}
}
