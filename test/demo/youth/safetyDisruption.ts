import type { SafetyCast, SafetyScene } from "./cast.ts";
import type { SafetyActs } from "./safetyActs.ts";

type Scene = Exclude<SafetyScene, "at-night" | "help" | "unanswered" | "burst">;

/** In minutes. */
const DAY = 1440;

/** Two who disturb on purpose, and what the staff do about it, from a reminder to the door. */
export class Disruption {
	readonly #acts: SafetyActs;
	readonly #cast: SafetyCast;
	#told = 0;
	#hurt = 0;

	constructor(acts: SafetyActs, cast: SafetyCast) {
		this.#acts = acts;
		this.#cast = cast;
	}

	/** @returns what happened, in words */
	async play(scene: Scene): Promise<string> {
		const { first, second, again } = this.#cast.disrupters;
		switch (scene) {
			case "reminded":
				return this.#reminded(first);
			case "listening":
				return this.#listening(first);
			case "timed-out":
				return this.#timedOut(first);
			case "out":
				return this.#out(first);
			case "again":
				return this.#again(again);
			case "lifted":
				return this.#lifted(second);
			case "hidden":
				await this.#reported(second);
				return `${second} is reported, and the message hidden`;
		}
	}

	async #reminded(name: string): Promise<string> {
		await this.#acts.isStopped(name, this.#cast.caught);
		const { staff, thread, reporter } = await this.#reported(name);
		await this.#acts.step(staff[1], thread, "remind", { reason: this.#cast.words.reasons });
		await this.#acts.close(staff[0], thread, reporter);
		return `${name} hurts others: AutoMod stops one message, one is reported and hidden, and they are reminded`;
	}

	async #listening(name: string): Promise<string> {
		const { staff, thread, reporter } = await this.#reported(name);
		const { names } = await this.#acts.present();
		const person = await this.#acts.young(name);
		// What is reported of the same person by the button on the same day belongs to the same case.
		const teller = this.#reporter();
		const same = await this.#acts.reportByButton(teller, person, this.#cast.words.report);
		this.#acts.team.expect(same === thread, "two cases of one person on one day");
		await this.#acts.step(names[0], thread, "listen", { reason: this.#cast.words.reasons });
		const room = this.#acts.team.room("discussion");
		const written = await person.write(room, "Haha").catch(() => null);
		this.#acts.team.expect(written === null, `${name} may only listen, and writes`);
		await this.#acts.appeal(name, "uphold");
		await this.#acts.close(staff[0], thread, reporter);
		return `${name} goes on, may only listen for an hour, answers, and the coordinator upholds it`;
	}

	async #timedOut(name: string): Promise<string> {
		const { staff, thread, reporter } = await this.#reported(name);
		await this.#acts.step(staff[0], thread, "timeout", { reason: this.#cast.words.reasons, length: DAY });
		const { sandbox, settle } = this.#parts;
		const person = await this.#acts.young(name);
		const until = () =>
			sandbox.world.guild(sandbox.guild.id).members.get(person.id)?.communication_disabled_until;
		const before = until();
		person.leaveServer();
		await settle();
		sandbox.world.members.add(sandbox.guild.id, person.id);
		await settle();
		const holds = before !== null && before !== undefined && until() === before;
		this.#acts.team.expect(holds, `${name} got rid of the time-out by leaving`);
		await this.#acts.close(staff[1], thread, reporter);
		return `${name} is timed out, leaves and comes back: it still holds`;
	}

	async #out(name: string): Promise<string> {
		const { staff, thread, reporter } = await this.#reported(name);
		await this.#acts.step(staff[0], thread, "ban", { reason: this.#cast.words.reasons });
		const person = await this.#acts.young(name);
		this.#acts.team.expect(person.inServer, `one of the staff alone put ${name} out`);
		await this.#acts.agree(staff[1], thread);
		await this.#acts.close(staff[1], thread, reporter);
		this.#acts.team.expect(!person.inServer, `${name} is still here`);
		return `${name} is out: two of the staff agree`;
	}

	async #again(name: string): Promise<string> {
		await this.#acts.isStopped(name, this.#cast.caught);
		const { staff, thread, reporter } = await this.#reported(name);
		await this.#acts.step(staff[0], thread, "ban", { reason: this.#cast.words.reasons });
		await this.#acts.agree(staff[1], thread);
		await this.#acts.close(staff[0], thread, reporter);
		const gone = !(await this.#acts.young(name)).inServer;
		this.#acts.team.expect(gone, `${name} is still here`);
		return `who was put out comes back as ${name}, and is put out again`;
	}

	async #lifted(name: string): Promise<string> {
		const { staff, thread, reporter } = await this.#reported(name);
		await this.#acts.step(staff[0], thread, "listen", { reason: this.#cast.words.reasons, length: DAY });
		await this.#acts.appeal(name, "lift");
		const person = await this.#acts.young(name);
		const room = this.#acts.team.room("discussion");
		const written = await person.write(room, "Anteeksi").catch(() => null);
		this.#acts.team.expect(written !== null, `${name} may still not write`);
		await this.#acts.close(staff[0], thread, reporter);
		return `${name} may only listen for a day, answers, and the coordinator lifts it`;
	}

	/** Somebody writes what hurts; it is reported, taken on and hidden. */
	async #reported(name: string): Promise<{ staff: [string, string]; thread: string; reporter: string }> {
		const { abuse } = this.#cast;
		const message = await this.#acts.hurts(name, abuse[this.#hurt++ % abuse.length] ?? "");
		const reporter = this.#reporter();
		const thread = await this.#acts.report(reporter, message);
		const { names } = await this.#acts.present();
		await this.#acts.take(names[0], thread);
		await this.#acts.step(names[0], thread, "hide", { reason: this.#cast.words.reasons });
		return { staff: names, thread, reporter };
	}

	#reporter(): string {
		const { reporters } = this.#cast;
		return reporters[this.#told++ % reporters.length] ?? "";
	}

	get #parts() {
		const { stage } = this.#acts.team;
		return { sandbox: stage.sandbox, settle: () => stage.settle() };
	}
}
