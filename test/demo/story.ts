import { Temporal } from "temporal-polyfill";
import { translator } from "../../src/shared/i18n.ts";
import { languageOf } from "../../src/shared/language.ts";
import type { Answer, Person } from "../sandbox/index.ts";
import type { Stage } from "../support/stage.ts";
import type { Cast, Participant } from "./casts.ts";

/** What the people of a story did, for the audit to hold against what stands in the sandbox. */
export interface Deeds {
	/** Session number → how many sent its survey. */
	ballots: number[];
	/** How many became members. */
	joined: number;
	/** Display names of those who are members at the end. */
	members: string[];
	/** Titles of the sessions, in order, as the group reads them. */
	titles: string[];
}

/** Tells what happens, in one line. */
export type Tell = (line: string) => void;

/** Plays a whole series: from an empty server to closed rooms. Everything is done by people, by what they see. */
export async function playSeries(stage: Stage, cast: Cast, tell: Tell): Promise<Deeds> {
	return new Story(stage, cast, tell).play();
}

/** Plays the beginning alone: until the card of the first session stands. */
export async function playBeginning(stage: Stage, cast: Cast, tell: Tell): Promise<void> {
	await new Story(stage, cast, tell).begin();
}

class Story {
	readonly #stage: Stage;
	readonly #cast: Cast;
	readonly #tell: Tell;
	readonly #people = new Map<string, Person>();
	readonly #inside = new Set<Participant>();
	readonly #deeds: Deeds = { ballots: [], joined: 0, members: [], titles: [] };
	#invite = "";
	#spoken = 0;

	constructor(stage: Stage, cast: Cast, tell: Tell) {
		this.#stage = stage;
		this.#cast = cast;
		this.#tell = tell;
	}

	async play(): Promise<Deeds> {
		await this.#gather();
		for (let number = 1; number <= this.#cast.experts.length; number++) await this.#week(number);
		await this.#end();
		this.#deeds.members = [...this.#inside].map(({ nickname }) => nickname).sort();
		return this.#deeds;
	}

	async begin(): Promise<void> {
		await this.#gather();
		await this.#announced(1);
	}

	async #gather(): Promise<void> {
		const { participants } = this.#cast;
		await this.#prepareServer();
		await this.#setUp();
		await this.#createGroup();
		for (const one of participants) if (!one.arrivesBefore) await this.#arrive(one);
		for (const one of participants) if (one.introduction) await this.#introduce(one);
	}

	/** What a server's owner does by hand before Piiri: roles for staff, a private channel. */
	async #prepareServer(): Promise<void> {
		const { sandbox } = this.#stage;
		const { coordinator, facilitators, standIn } = this.#cast;
		const owner = await sandbox.owner();
		owner.createRole("Koordinaattorit");
		owner.createRole("Ohjaajat");
		owner.giveRole(await this.#person(coordinator), "Koordinaattorit");
		for (const name of [...facilitators, standIn]) owner.giveRole(await this.#person(name), "Ohjaajat");
		owner.createChannel("henkilökunta", { private: ["Koordinaattorit", "Ohjaajat", "Piiri"] });
		owner.createChannel("koosteet", { private: ["Koordinaattorit", "Piiri"] });
		await this.#stage.settle();
		this.#line(`${coordinator} and three facilitators are on an empty server`);
	}

	async #setUp(): Promise<void> {
		const owner = await this.#stage.sandbox.owner();
		const answer = await this.#stage.command(owner, "/piiri setup", {
			language: this.#cast.language,
			zone: this.#stage.zone,
			"coordinator-role": { role: "Koordinaattorit" },
			"facilitator-role": { role: "Ohjaajat" },
			"staff-channel": { channel: "henkilökunta" },
			"coordinator-channel": { channel: "koosteet" },
		});
		this.#line(`/piiri setup: ${firstLine(answer)}`);
	}

	async #createGroup(): Promise<void> {
		const { coordinator, facilitators, groupName, programme, startDate, weekday, time, capacity, experts } =
			this.#cast;
		const person = await this.#person(coordinator);
		const [one, two] = await Promise.all(facilitators.map((name) => this.#person(name)));
		if (!one || !two) throw new Error("A group has two facilitators");
		const preview = await this.#stage.command(person, "/group create", {
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
		this.#line(`/group create shows all dates first: ${firstLine(preview)}`);
		const label = this.#t("replies:buttons.group-create");
		const answer = await this.#stage.answered(() => preview.press(label));
		this.#line(firstLine(answer));
		const ready = person.read("henkilökunta").find(({ text }) => /https:\/\/discord\.gg\/\S+/.test(text));
		this.#invite = ready?.text.match(/https:\/\/discord\.gg\/(\S+)/)?.[1] ?? "";
		if (!this.#invite) throw new Error("No invite stands in the staff channel");
	}

	/** Comes by the invite and joins; when the group is full, goes onto the waiting list. */
	async #arrive(one: Participant): Promise<void> {
		const person = await this.#person(one.name, one);
		await this.#stage.until(this.#stage.now.add({ hours: 1 }));
		person.join(this.#invite);
		await this.#stage.settle();
		const t = translator(languageOf(one.locale, this.#cast.language));
		const full = await this.#join(one, () => person.press(this.#t("messages:button.join")));
		if (!full) return;
		const waits = await this.#stage.answered(() => full.press(t("replies:buttons.wait")));
		this.#line(`${one.nickname} finds the group full: ${firstLine(waits)}`);
	}

	/** Opens the form, fills it in and sends it. @returns the answer when there was no form, because the group is full. */
	async #join(one: Participant, open: () => Promise<Answer>): Promise<Answer | undefined> {
		const t = translator(languageOf(one.locale, this.#cast.language));
		let filled = false;
		const answer = await this.#stage.sent(open, (form) => {
			const consent = form.fields.find(({ kind }) => kind === "checkboxes");
			const tick = consent?.options?.[0]?.label;
			if (!consent || !tick) throw new Error("The form does not ask for consent");
			form.fill({ [t("replies:join.nickname")]: one.nickname, [consent.label]: [tick] });
			filled = true;
		});
		if (!filled) return answer;
		this.#inside.add(one);
		this.#deeds.joined += 1;
		this.#line(`${one.nickname} joins: ${firstLine(answer)}`);
		return undefined;
	}

	async #introduce(one: Participant): Promise<void> {
		if (!this.#inside.has(one)) return;
		await this.#writeIntroduction(one, one.introduction ?? []);
		if (one.editsIntroduction) await this.#writeIntroduction(one, one.editsIntroduction);
		if (one.takesIntroductionAway) {
			await this.#press(one, "messages:button.introduction-remove");
			this.#line(`${one.nickname} takes the introduction away again`);
		}
	}

	async #writeIntroduction(one: Participant, texts: string[]): Promise<void> {
		const t = translator(languageOf(one.locale, this.#cast.language));
		const person = await this.#person(one.name);
		const open = () => person.press(this.#t("messages:button.introduce"));
		const preview = await this.#stage.sent(open, (form) => {
			const fields = form.fields.filter(({ kind }) => kind === "text");
			form.fill(Object.fromEntries(fields.map(({ label }, index) => [label, texts[index] ?? ""])));
		});
		const posted = await this.#stage.answered(() => preview.press(t("replies:buttons.introduction-post")));
		this.#line(`${one.nickname} introduces themself: ${firstLine(posted)}`);
	}

	async #week(number: number): Promise<void> {
		const { moved, ill } = this.#cast;
		const title = await this.#announced(number);
		let startsAt = this.#planned(number);
		if (number === 1) await this.#quietReminders();
		if (moved.session === number) await this.#stage.until(startsAt.subtract({ days: 2 }));
		if (moved.session === number) startsAt = await this.#move(title.id, startsAt);
		if (ill === number) await this.#fallIll(title.id, startsAt);
		await this.#stage.until(startsAt.subtract({ minutes: 10 }));
		if (ill === number) await this.#standIn(title.id);
		await this.#hold(number, startsAt, title.text);
		await this.#answerSurvey(number);
		for (const one of this.#inside) await this.#perhapsGo(one, number);
	}

	/** The expert is named, and the card of the session stands. */
	async #announced(number: number): Promise<{ id: string; text: string }> {
		const { experts, coordinator } = this.#cast;
		const startsAt = this.#planned(number);
		const title = await this.#openTo(number, startsAt.subtract({ days: 8 }));
		for (const one of this.#cast.participants) if (one.arrivesBefore === number) await this.#arrive(one);
		const expert = experts[number - 1];
		if (expert) {
			const account = await this.#person(expert);
			const staff = await this.#person(coordinator);
			await this.#stage.command(staff, "/session expert", {
				session: title.id,
				name: expert,
				account: { user: account },
			});
		}
		await this.#stage.until(startsAt.subtract({ days: 6 }));
		this.#line(`announced: ${title.text}, ${minute(startsAt)} ${startsAt.offset}`);
		return title;
	}

	/** The session's id and text as staff choose it, once the time has come. */
	async #openTo(number: number, when: Temporal.ZonedDateTime): Promise<{ id: string; text: string }> {
		if (Temporal.ZonedDateTime.compare(when, this.#stage.now) > 0) await this.#stage.until(when);
		const staff = await this.#person(this.#cast.coordinator);
		const choices = await this.#stage.choices(staff, "/session expert", "session", `${number} · `);
		const choice = choices.find(({ name }) => name.startsWith(`${number} · `));
		if (!choice) throw new Error(`Session ${number} cannot be chosen`);
		const text = choice.name.split(" · ").slice(0, 2).join(" · ");
		this.#deeds.titles.push(choice.name.split(" · ")[1] ?? "");
		return { id: String(choice.value), text };
	}

	/** Some would rather not be called. */
	async #quietReminders(): Promise<void> {
		for (const one of this.#cast.participants) {
			if (!one.remindersOff) continue;
			const answer = await this.#press(one, "messages:button.reminders-off");
			this.#line(`${one.nickname} turns reminders off: ${firstLine(answer)}`);
		}
	}

	async #move(session: string, from: Temporal.ZonedDateTime): Promise<Temporal.ZonedDateTime> {
		const { days, time } = this.#cast.moved;
		const to = from.add({ days }).withPlainTime(Temporal.PlainTime.from(time));
		const staff = await this.#person(this.#cast.facilitators[0]);
		const date = to.toPlainDate().toString();
		const answer = await this.#stage.command(staff, "/session move", { session, date, time });
		this.#line(`moved: ${firstLine(answer)}`);
		return to;
	}

	/** With one facilitator the doors stay closed. */
	async #fallIll(session: string, startsAt: Temporal.ZonedDateTime): Promise<void> {
		await this.#stage.until(startsAt.subtract({ hours: 3 }));
		const [well] = this.#cast.facilitators;
		const person = await this.#person(well);
		await this.#stage.command(person, "/session facilitators", {
			session,
			"facilitator-1": { user: person },
		});
		this.#line(`${this.#cast.facilitators[1]} is ill: the doors will stay closed with one facilitator`);
	}

	async #standIn(session: string): Promise<void> {
		const well = await this.#person(this.#cast.facilitators[0]);
		const standIn = await this.#person(this.#cast.standIn);
		const shut = this.#canConnect(this.#firstVoice());
		const both = { "facilitator-1": { user: well }, "facilitator-2": { user: standIn } };
		await this.#stage.command(well, "/session facilitators", { session, ...both });
		const open = this.#canConnect(this.#firstVoice());
		this.#line(
			`${this.#cast.standIn} steps in: the doors were ${shut ? "open" : "closed"}, now ${open ? "open" : "closed"}`,
		);
	}

	async #hold(number: number, startsAt: Temporal.ZonedDateTime, title: string): Promise<void> {
		const voice = this.#t("messages:room.voice.name");
		const there = [...this.#inside].filter(({ misses }) => !misses.includes(number));
		const speakers = there.filter(({ way }) => way !== "writes");
		const leads = number === this.#cast.ill ? this.#cast.facilitators.slice(0, 1) : this.#cast.facilitators;
		const staff = await Promise.all(
			[...leads, this.#cast.experts[number - 1] ?? this.#cast.standIn].map((name) => this.#person(name)),
		);
		for (const person of [...staff, ...(await this.#all(speakers))]) person.joinVoice(voice);
		const lead = await this.#person(this.#cast.facilitators[0]);
		// Odd weeks a facilitator presses start; even weeks it starts by itself.
		if (number % 2 === 1)
			await this.#stage.press(lead, this.#t("messages:button.session-start"), { in: "henkilökunta" });
		await this.#stage.until(startsAt.add({ minutes: 30 }));
		for (const one of there) {
			if (one.way === "listens") continue;
			const text = this.#cast.talk[this.#spoken++ % this.#cast.talk.length] ?? "";
			await (await this.#person(one.name)).write(this.#t("messages:room.discussion.name"), text);
		}
		const inVoice = lead.voiceMembers(voice).length;
		await this.#stage.until(startsAt.add({ minutes: 85 }));
		if (number % 3 === 0)
			await this.#stage.press(lead, this.#t("messages:button.session-end"), { in: "henkilökunta" });
		await this.#stage.until(startsAt.add({ minutes: 150 }));
		for (const person of [...staff, ...(await this.#all(speakers))]) person.leaveVoice();
		this.#line(
			`held (${number} of ${this.#cast.experts.length}): ${title}, ${inVoice} in the voice room, ${there.length} participants there`,
		);
	}

	async #answerSurvey(number: number): Promise<void> {
		let sent = 0;
		for (const [index, one] of this.#cast.participants.entries()) {
			if (!this.#inside.has(one) || one.misses.includes(number) || !one.answersSurveys) continue;
			const person = await this.#person(one.name);
			const words = this.#cast.words[(number + index) % this.#cast.words.length] ?? "";
			const open = () => person.press(this.#t("messages:button.survey"));
			await this.#stage.sent(open, (form) => {
				const chosen = form.fields.flatMap((field, place): [string, string][] => {
					if (field.kind === "text") return (number + index) % 3 === 0 ? [[field.label, words]] : [];
					const options = field.options ?? [];
					const pick = options[(index * 7 + number * 3 + place * 2) % options.length];
					return pick ? [[field.label, pick.label]] : [];
				});
				form.fill(Object.fromEntries(chosen));
			});
			sent += 1;
		}
		this.#deeds.ballots.push(sent);
		this.#line(`survey ${number}: ${sent} people answer`);
	}

	async #perhapsGo(one: Participant, number: number): Promise<void> {
		const t = translator(languageOf(one.locale, this.#cast.language));
		if (one.leavesAfter === number) {
			const asked = await this.#press(one, "messages:button.leave");
			const left = await this.#stage.answered(() => asked.press(t("replies:buttons.leave-yes")));
			this.#line(`${one.nickname} leaves: ${firstLine(left)}`);
		} else if (one.vanishesAfter === number) {
			(await this.#person(one.name)).leaveServer();
			this.#line(`${one.nickname} leaves the server without a word`);
		} else return;
		this.#inside.delete(one);
		await this.#stage.until(this.#stage.now.add({ hours: 1 }));
		for (const other of this.#cast.participants) await this.#perhapsAccept(other);
	}

	/** Who waited and was offered a place, in a direct message or in a private thread, takes it. */
	async #perhapsAccept(one: Participant): Promise<void> {
		if (this.#inside.has(one) || !this.#people.has(one.name)) return;
		const person = await this.#person(one.name);
		const label = this.#t("messages:button.accept");
		const [thread] = person.threads();
		const places = [...(thread ? [thread.name] : []), ...(person.dms().length > 0 ? ["dm"] : [])];
		for (const place of places) {
			const seen = place === "dm" ? person.dms() : person.readThread(place);
			if (!seen.some(({ buttons }) => buttons.some((button) => button.label === label))) continue;
			this.#line(
				`${one.nickname} is offered a place ${place === "dm" ? "in a direct message" : "in a private thread, as direct messages are closed"}`,
			);
			await this.#join(one, () => person.press(label, { in: place }));
			return;
		}
	}

	async #end(): Promise<void> {
		await this.#stage.until(this.#stage.now.add({ days: 4 }));
		const coordinator = await this.#person(this.#cast.coordinator);
		const status = await this.#stage.command(coordinator, "/piiri status");
		this.#line(`/piiri status:\n${status.text.replace(/^/gm, "    ")}`);
		await this.#stage.until(this.#stage.now.add({ days: 15 }));
		this.#line("two weeks later the rooms are read-only");
	}

	#planned(number: number): Temporal.ZonedDateTime {
		const { startDate, time } = this.#cast;
		return Temporal.PlainDate.from(startDate)
			.add({ weeks: number - 1 })
			.toZonedDateTime({ timeZone: this.#stage.zone, plainTime: Temporal.PlainTime.from(time) });
	}

	/** A member who would speak, to see whether the doors are open. */
	#firstVoice(): Participant {
		const one = [...this.#inside].find(({ way }) => way !== "writes");
		if (!one) throw new Error("Nobody would speak");
		return one;
	}

	#canConnect(one: Participant): boolean {
		const voice = this.#t("messages:room.voice.name");
		return (
			this.#people
				.get(one.name)
				?.channels()
				.find(({ name }) => name === voice)?.canConnect ?? false
		);
	}

	#press(one: Participant, key: Parameters<ReturnType<typeof translator>>[0]): Promise<Answer> {
		return this.#stage.answered(async () => (await this.#person(one.name)).press(this.#t(key)));
	}

	#all(ones: Participant[]): Promise<Person[]> {
		return Promise.all(ones.map(({ name }) => this.#person(name)));
	}

	async #person(name: string, habits?: Participant): Promise<Person> {
		const person = await this.#stage.sandbox.person(name, {
			locale: habits?.locale ?? "fi",
			dms: habits?.closedDms ? "closed" : "open",
			in: habits ? "outside" : "server",
		});
		this.#people.set(name, person);
		return person;
	}

	/** Texts in the group's language: what stands in its rooms. */
	#t(key: Parameters<ReturnType<typeof translator>>[0]): string {
		return translator(this.#cast.language)(key);
	}

	#line(text: string): void {
		const { now, zone } = this.#stage;
		const readable = text.replace(/<t:(\d+)(?::\w)?>/g, (_, seconds: string) =>
			minute(Temporal.Instant.fromEpochMilliseconds(Number(seconds) * 1000).toZonedDateTimeISO(zone)),
		);
		this.#tell(`${minute(now)}  ${readable}`);
	}
}

/** "2026-10-01 18:00" */
function minute(at: Temporal.ZonedDateTime): string {
	return at.toPlainDateTime().toString({ smallestUnit: "minute" }).replace("T", " ");
}

function firstLine(answer: Answer): string {
	return answer.text.split("\n")[0]?.replace(/^#+ /, "") ?? "";
}
