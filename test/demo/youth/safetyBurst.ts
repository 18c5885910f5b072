import type { Person } from "../../sandbox/index.ts";
import type { SafetyActs } from "./safetyActs.ts";

/** How many of the crowd are let in one by one. */
const LET_IN = 3;

/** Many who come at the same moment: they wait, some are let in, the others are removed. */
export class Burst {
	/** How many of them waited. */
	held = 0;
	readonly #acts: SafetyActs;
	readonly #count: number;

	constructor(acts: SafetyActs, count: number) {
		this.#acts = acts;
		this.#count = count;
	}

	async come(): Promise<void> {
		const { team } = this.#acts;
		const { stage } = team;
		const people: Person[] = [];
		for (let number = 1; number <= this.#count; number++)
			people.push(await this.#acts.young(`Tulija ${number}`));
		await stage.settle();
		this.held = people.filter((each) => this.#waits(each)).length;
		team.expect(this.#paused(), "invites are open although many came at once");
		const wrote = people.filter((each) => this.#mayWrite(each));
		team.expect(wrote.length === 0, `${wrote.length} of those who wait may write`);
		const { names } = await this.#acts.present();
		await this.#letIn(names[0]);
		const inside = people.filter((each) => each.inServer && !this.#waits(each));
		team.expect(inside.length === LET_IN, `${inside.length} were let in, not ${LET_IN}`);
		const ask = await team.press(names[1], "prevention:button.out");
		await stage.answered(() => ask.press(team.own(names[1], "prevention:button.out-yes")));
		const stayed = people.filter(({ inServer }) => inServer);
		team.expect(stayed.length === LET_IN, `${stayed.length} of the crowd are here, not ${LET_IN}`);
		await team.press(names[0], "prevention:button.end");
		team.expect(!this.#paused(), "invites are still paused");
	}

	async #letIn(name: string): Promise<void> {
		const { team } = this.#acts;
		await team.fill(name, "prevention:button.each", (form) => {
			const label = team.own(name, "prevention:each.in");
			const options = form.fields.find((field) => field.label === label)?.options ?? [];
			form.fill({ [label]: options.slice(0, LET_IN).map((option) => option.label) });
		});
		await team.stage.settle();
	}

	#waits({ roles }: Person): boolean {
		return roles.includes(this.#acts.t("prevention:waiting-role"));
	}

	#mayWrite(person: Person): boolean {
		const { team } = this.#acts;
		const room = team.room("discussion");
		return person
			.channels()
			.some(({ category, name, canWrite }) => `${category}/${name}` === room && canWrite);
	}

	#paused(): boolean {
		const { world, guild, clock } = this.#acts.team.stage.sandbox;
		const until = world.guild(guild.id).incidents?.invites_disabled_until ?? null;
		return until !== null && Date.parse(until) > clock.now();
	}
}
