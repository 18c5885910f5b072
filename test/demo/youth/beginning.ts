import type { TextKey } from "../../../src/shared/i18n.ts";
import type { Answer, Form } from "../../sandbox/index.ts";
import type { Shifts } from "./shifts.ts";
import { at, COORDINATOR_CHANNEL, STAFF_CHANNEL, type Team } from "./team.ts";

const COORDINATORS = "Koordinaattorit";
const SUPERVISORS = "Ohjaajat";
/** Anything that Piiri answers. */
const ANYTHING = /./;

/** From an empty server to a youth room with its hours, its staff and the first weeks filled. */
export class Beginning {
	readonly #team: Team;
	readonly #shifts: Shifts;

	constructor(team: Team, shifts: Shifts) {
		this.#team = team;
		this.#shifts = shifts;
	}

	async play(): Promise<void> {
		await this.#prepareServer();
		await this.#openPlace();
		await this.#staff();
		await this.#firstWeek();
	}

	/** What a server's owner does by hand before Piiri, and the setup. */
	async #prepareServer(): Promise<void> {
		const { stage, cast } = this.#team;
		const owner = await stage.sandbox.owner();
		owner.createRole(COORDINATORS);
		owner.createRole(SUPERVISORS);
		owner.giveRole(await this.#team.coordinator, COORDINATORS);
		for (const { name } of cast.supervisors) owner.giveRole(await this.#team.person(name), SUPERVISORS);
		for (const { name } of cast.young) await this.#team.person(name);
		owner.createChannel(STAFF_CHANNEL, { private: [COORDINATORS, SUPERVISORS, "Piiri"] });
		owner.createChannel(COORDINATOR_CHANNEL, { private: [COORDINATORS, "Piiri"] });
		await stage.settle();
		await stage.command(owner, "/piiri setup", {
			language: cast.language,
			zone: stage.zone,
			"coordinator-role": { role: COORDINATORS },
			"facilitator-role": { role: SUPERVISORS },
			"staff-channel": { channel: STAFF_CHANNEL },
			"coordinator-channel": { channel: COORDINATOR_CHANNEL },
		});
	}

	async #openPlace(): Promise<void> {
		const { place, opens, closes, from, until, closed, regulars } = this.#team.cast;
		await this.#team.command("/hours place", { name: place, supervisors: 2, holidays: "closed" }, ANYTHING);
		for (const weekday of Object.keys(regulars).map(Number)) {
			const hours = { place, weekday, opens, closes, from, until };
			await this.#team.command("/hours add", hours, /<t:\d+:F>/);
		}
		for (const { date, reason } of closed) {
			await this.#team.command("/hours exception", { place, date, reason }, ANYTHING);
		}
	}

	async #staff(): Promise<void> {
		const { supervisors } = this.#team.cast;
		for (const { name, publicName, organisation, newUntil } of supervisors) {
			const user = { user: await this.#team.person(name) };
			const works = { user, name: publicName, organisation, supervisor: true };
			await this.#team.command("/staff add", works, new RegExp(publicName));
			if (newUntil === undefined) await this.finishInduction(name);
		}
		for (const { name, reminders } of supervisors) if (reminders) await this.#reminders(name, reminders);
	}

	/** Ticks by themselves all that newcomers go through. */
	async finishInduction(name: string): Promise<void> {
		const answer = await this.#fromMine(name, "staff:form.induction.open", (form) => {
			const steps = form.fields.find(({ kind }) => kind === "checkboxes");
			if (steps) form.fill({ [steps.label]: (steps.options ?? []).map(({ label }) => label) });
		});
		const says = this.#team.own(name, "staff:reply.induction-yours-finished");
		this.#team.says(answer.text === says, `${name} has not finished the induction: ${answer.text}`);
		this.#team.guided.add(name);
		this.#team.presence.again();
	}

	async #reminders(name: string, way: "dm" | "off"): Promise<void> {
		const answer = await this.#fromMine(name, "staff:form.remind.open", (form) => {
			const label = this.#team.own(name, "staff:form.remind.by");
			form.fill({ [label]: this.#team.own(name, `staff:form.remind.${way}`) });
		});
		this.#team.says(
			answer.text === this.#team.own(name, `staff:reply.remind.${way}`),
			`${name}: ${answer.text}`,
		);
	}

	/** A form that one opens from one's own shifts. */
	#fromMine(name: string, key: TextKey, fillIn: (form: Form) => void): Promise<Answer> {
		return this.#team.patiently(async () => {
			const mine = await this.#team.press(name, "rosters:button.mine");
			return this.#team.stage.sent(() => mine.press(this.#team.own(name, key)), fillIn);
		});
	}

	/** Some take their first shifts, the coordinator arranges the others. */
	async #firstWeek(): Promise<void> {
		const { cast, rota, stage } = this.#team;
		for (const { date, title, professional } of cast.themes) {
			if (at(date, cast.opens, stage.zone).since(stage.now).total("days") < 30) {
				await this.theme(date, title, professional);
			}
		}
		for (const shift of rota.shifts.slice(0, 5)) {
			const [one, other] = cast.regulars[shift.startsAt.dayOfWeek] ?? [];
			if (one) await this.#shifts.take(one, shift);
			if (other) await this.#shifts.assign(other, shift);
		}
	}

	/** A theme duty session with a visiting professional. */
	async theme(date: string, title: string, professional: string): Promise<void> {
		const { cast, rota } = this.#team;
		const shift = rota.on(date);
		const label = this.#team.label(shift, cast.coordinator);
		const opening = await this.#team.choice("/hours theme", "opening", label);
		await this.#team.command("/hours theme", { opening, title, professional }, new RegExp(title));
		const [young] = cast.young;
		const card = young && (await this.#team.person(young.name)).read(this.#team.room("card")).at(-1)?.text;
		this.#team.expect(card?.includes(title) ?? false, `the card does not tell of ${title}`);
	}
}
