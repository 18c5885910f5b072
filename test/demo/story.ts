import { Temporal } from "temporal-polyfill";
import type { Stage } from "../support/stage.ts";
import type { Cast, Participant } from "./casts.ts";
import { Participants } from "./participants.ts";
import { Respondents } from "./surveys.ts";
import { type Asked, type Deeds, firstLine, minute, type Tell, Troupe } from "./troupe.ts";

/** Plays a whole series: from an empty server to closed rooms. Everything is done by people, by what they see. */
export async function playSeries(
	stage: Stage,
	cast: Cast,
	tell: Tell,
	onAsked?: (asked: Asked) => void,
): Promise<Deeds> {
	return new Story(stage, cast, tell, onAsked).play();
}

/** Plays the beginning alone: until the card of the first session stands. */
export async function playBeginning(stage: Stage, cast: Cast, tell: Tell): Promise<void> {
	await new Story(stage, cast, tell).begin();
}

class Story {
	readonly #troupe: Troupe;
	readonly #participants: Participants;
	readonly #respondents: Respondents;
	#invite = "";
	#spoken = 0;

	constructor(stage: Stage, cast: Cast, tell: Tell, onAsked?: (asked: Asked) => void) {
		this.#troupe = new Troupe(stage, cast, tell, onAsked);
		this.#participants = new Participants(this.#troupe);
		this.#respondents = new Respondents(this.#troupe);
	}

	async play(): Promise<Deeds> {
		await this.#gather();
		for (let number = 1; number <= this.#troupe.cast.experts.length; number++) await this.#week(number);
		await this.#end();
		this.#troupe.deeds.members = [...this.#troupe.inside].map(({ nickname }) => nickname).sort();
		return this.#troupe.deeds;
	}

	async begin(): Promise<void> {
		await this.#gather();
		await this.#announced(1);
	}

	async #gather(): Promise<void> {
		const { participants } = this.#troupe.cast;
		await this.#prepareServer();
		await this.#setUp();
		await this.#createGroup();
		for (const one of participants)
			if (!one.arrivesBefore) await this.#participants.arrive(one, this.#invite);
		for (const one of participants) if (one.introduction) await this.#participants.introduce(one);
	}

	/** What a server's owner does by hand before Piiri: roles for staff, a private channel. */
	async #prepareServer(): Promise<void> {
		const { sandbox } = this.#troupe.stage;
		const { coordinator, facilitators, standIn } = this.#troupe.cast;
		const owner = await sandbox.owner();
		owner.createRole("Koordinaattorit");
		owner.createRole("Ohjaajat");
		owner.giveRole(await this.#troupe.person(coordinator), "Koordinaattorit");
		for (const name of [...facilitators, standIn])
			owner.giveRole(await this.#troupe.person(name), "Ohjaajat");
		owner.createChannel("henkilökunta", { private: ["Koordinaattorit", "Ohjaajat", "Piiri"] });
		owner.createChannel("koosteet", { private: ["Koordinaattorit", "Piiri"] });
		await this.#troupe.stage.settle();
		this.#troupe.line(`${coordinator} and three facilitators are on an empty server`);
	}

	async #setUp(): Promise<void> {
		const owner = await this.#troupe.stage.sandbox.owner();
		const answer = await this.#troupe.stage.command(owner, "/piiri setup", {
			language: this.#troupe.cast.language,
			zone: this.#troupe.stage.zone,
			"coordinator-role": { role: "Koordinaattorit" },
			"facilitator-role": { role: "Ohjaajat" },
			"staff-channel": { channel: "henkilökunta" },
			"coordinator-channel": { channel: "koosteet" },
		});
		this.#troupe.line(`/piiri setup: ${firstLine(answer)}`);
	}

	async #createGroup(): Promise<void> {
		const { coordinator, facilitators, groupName, programme, startDate, weekday, time, capacity, experts } =
			this.#troupe.cast;
		const person = await this.#troupe.person(coordinator);
		const [one, two] = await Promise.all(facilitators.map((name) => this.#troupe.person(name)));
		if (!one || !two) throw new Error("A group has two facilitators");
		const preview = await this.#troupe.stage.command(person, "/group create", {
			name: groupName,
			programme,
			"start-date": startDate,
			weekday,
			time,
			weeks: experts.length,
			capacity,
			"facilitator-1": { user: one },
			"facilitator-2": { user: two },
		});
		this.#troupe.line(`/group create shows all dates first: ${firstLine(preview)}`);
		const label = this.#troupe.t("replies:buttons.group-create");
		const answer = await this.#troupe.stage.answered(() => preview.press(label));
		this.#troupe.line(firstLine(answer));
		const ready = person.read("henkilökunta").find(({ text }) => /https:\/\/discord\.gg\/\S+/.test(text));
		this.#invite = ready?.text.match(/https:\/\/discord\.gg\/(\S+)/)?.[1] ?? "";
		if (!this.#invite) throw new Error("No invite stands in the staff channel");
	}

	async #week(number: number): Promise<void> {
		const { moved, ill, experts, facilitators, standIn } = this.#troupe.cast;
		const title = await this.#announced(number);
		let startsAt = this.#planned(number);
		if (number === 1) await this.#participants.quietReminders();
		if (number === 1) await this.#respondents.start();
		if (moved.session === number) await this.#troupe.stage.until(startsAt.subtract({ days: 2 }));
		if (moved.session === number) startsAt = await this.#move(title.id, startsAt);
		if (ill === number) await this.#fallIll(title.id, startsAt);
		await this.#troupe.stage.until(startsAt.subtract({ minutes: 10 }));
		if (ill === number) await this.#standIn(title.id);
		await this.#hold(number, startsAt, title.text);
		await this.#respondents.meeting(number);
		await this.#respondents.debrief(number, number === ill ? [facilitators[0], standIn] : facilitators);
		if (number === experts.length) await this.#respondents.end();
		for (const one of this.#troupe.inside) await this.#participants.perhapsGo(one, number);
	}

	/** The expert is named, and the card of the session stands. */
	async #announced(number: number): Promise<{ id: string; text: string }> {
		const { experts, coordinator } = this.#troupe.cast;
		const startsAt = this.#planned(number);
		const title = await this.#openTo(number, startsAt.subtract({ days: 8 }));
		for (const one of this.#troupe.cast.participants)
			if (one.arrivesBefore === number) await this.#participants.arrive(one, this.#invite);
		const expert = experts[number - 1];
		if (expert) {
			const account = await this.#troupe.person(expert);
			const staff = await this.#troupe.person(coordinator);
			await this.#troupe.stage.command(staff, "/session expert", {
				session: title.id,
				name: expert,
				account: { user: account },
			});
		}
		await this.#troupe.stage.until(startsAt.subtract({ days: 6 }));
		this.#troupe.line(`announced: ${title.text}, ${minute(startsAt)} ${startsAt.offset}`);
		return title;
	}

	/** The session's id and text as staff choose it, once the time has come. */
	async #openTo(number: number, when: Temporal.ZonedDateTime): Promise<{ id: string; text: string }> {
		if (Temporal.ZonedDateTime.compare(when, this.#troupe.stage.now) > 0)
			await this.#troupe.stage.until(when);
		const staff = await this.#troupe.person(this.#troupe.cast.coordinator);
		const choices = await this.#troupe.stage.choices(staff, "/session expert", "session", `${number} · `);
		const choice = choices.find(({ name }) => name.startsWith(`${number} · `));
		if (!choice) throw new Error(`Session ${number} cannot be chosen`);
		const text = choice.name.split(" · ").slice(0, 2).join(" · ");
		this.#troupe.deeds.titles.push(choice.name.split(" · ")[1] ?? "");
		return { id: String(choice.value), text };
	}

	async #move(session: string, from: Temporal.ZonedDateTime): Promise<Temporal.ZonedDateTime> {
		const { days, time } = this.#troupe.cast.moved;
		const to = from.add({ days }).withPlainTime(Temporal.PlainTime.from(time));
		const staff = await this.#troupe.person(this.#troupe.cast.facilitators[0]);
		const date = to.toPlainDate().toString();
		const answer = await this.#troupe.stage.command(staff, "/session move", { session, date, time });
		this.#troupe.line(`moved: ${firstLine(answer)}`);
		return to;
	}

	/** With one facilitator the doors stay closed. */
	async #fallIll(session: string, startsAt: Temporal.ZonedDateTime): Promise<void> {
		await this.#troupe.stage.until(startsAt.subtract({ hours: 3 }));
		const [well] = this.#troupe.cast.facilitators;
		const person = await this.#troupe.person(well);
		await this.#troupe.stage.command(person, "/session facilitators", {
			session,
			"facilitator-1": { user: person },
		});
		this.#troupe.line(
			`${this.#troupe.cast.facilitators[1]} is ill: the doors will stay closed with one facilitator`,
		);
	}

	async #standIn(session: string): Promise<void> {
		const well = await this.#troupe.person(this.#troupe.cast.facilitators[0]);
		const standIn = await this.#troupe.person(this.#troupe.cast.standIn);
		const shut = this.#troupe.canConnect(this.#firstVoice());
		const both = { "facilitator-1": { user: well }, "facilitator-2": { user: standIn } };
		await this.#troupe.stage.command(well, "/session facilitators", { session, ...both });
		const open = this.#troupe.canConnect(this.#firstVoice());
		this.#troupe.line(
			`${this.#troupe.cast.standIn} steps in: the doors were ${shut ? "open" : "closed"}, now ${open ? "open" : "closed"}`,
		);
	}

	async #hold(number: number, startsAt: Temporal.ZonedDateTime, title: string): Promise<void> {
		const voice = this.#troupe.t("messages:room.voice.name");
		const there = [...this.#troupe.inside].filter(({ misses }) => !misses.includes(number));
		const speakers = there.filter(({ way }) => way !== "writes");
		const leads =
			number === this.#troupe.cast.ill
				? this.#troupe.cast.facilitators.slice(0, 1)
				: this.#troupe.cast.facilitators;
		const staff = await Promise.all(
			[...leads, this.#troupe.cast.experts[number - 1] ?? this.#troupe.cast.standIn].map((name) =>
				this.#troupe.person(name),
			),
		);
		for (const person of [...staff, ...(await this.#troupe.all(speakers))]) person.joinVoice(voice);
		const lead = await this.#troupe.person(this.#troupe.cast.facilitators[0]);
		// Odd weeks a facilitator presses start; even weeks it starts by itself.
		if (number % 2 === 1)
			await this.#troupe.stage.press(lead, this.#troupe.t("messages:button.session-start"), {
				in: "henkilökunta",
			});
		await this.#troupe.stage.until(startsAt.add({ minutes: 30 }));
		for (const one of there) {
			if (one.way === "listens") continue;
			const text = this.#troupe.cast.talk[this.#spoken++ % this.#troupe.cast.talk.length] ?? "";
			await (await this.#troupe.person(one.name)).write(
				this.#troupe.t("messages:room.discussion.name"),
				text,
			);
		}
		const inVoice = lead.voiceMembers(voice).length;
		await this.#troupe.stage.until(startsAt.add({ minutes: 85 }));
		if (number % 3 === 0)
			await this.#troupe.stage.press(lead, this.#troupe.t("messages:button.session-end"), {
				in: "henkilökunta",
			});
		await this.#troupe.stage.until(startsAt.add({ minutes: 150 }));
		for (const person of [...staff, ...(await this.#troupe.all(speakers))]) person.leaveVoice();
		this.#troupe.line(
			`held (${number} of ${this.#troupe.cast.experts.length}): ${title}, ${inVoice} in the voice room, ${there.length} participants there`,
		);
	}

	async #end(): Promise<void> {
		await this.#troupe.stage.until(this.#troupe.stage.now.add({ days: 4 }));
		const coordinator = await this.#troupe.person(this.#troupe.cast.coordinator);
		const status = await this.#troupe.stage.command(coordinator, "/piiri status");
		this.#troupe.line(`/piiri status:\n${status.text.replace(/^/gm, "    ")}`);
		await this.#troupe.stage.until(this.#troupe.stage.now.add({ days: 15 }));
		this.#troupe.line("two weeks later the rooms are read-only");
	}

	#planned(number: number): Temporal.ZonedDateTime {
		const { startDate, time } = this.#troupe.cast;
		return Temporal.PlainDate.from(startDate)
			.add({ weeks: number - 1 })
			.toZonedDateTime({ timeZone: this.#troupe.stage.zone, plainTime: Temporal.PlainTime.from(time) });
	}

	/** A member who would speak, to see whether the doors are open. */
	#firstVoice(): Participant {
		const one = [...this.#troupe.inside].find(({ way }) => way !== "writes");
		if (!one) throw new Error("Nobody would speak");
		return one;
	}
}
